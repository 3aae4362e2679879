import FoundationEssentials
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("Tickets of the form to apply")
struct TicketTests {
  private let start = PortalBed.start

  private func read(_ text: String, _ tickets: Tickets, _ age: TimeInterval) -> TicketRefusal? {
    do {
      _ = try tickets.ticket(text[...], at: start + age)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "case 2: good from 3 s to 2 h after it was handed out",
    arguments: [
      (-1.0, .tooYoung), (0, .tooYoung), (2.999, .tooYoung), (3, nil), (7_199.999, nil),
      (7_200, .expired), (90_000, .expired),
    ] as [(TimeInterval, TicketRefusal?)])
  func ages(age: TimeInterval, refusal: TicketRefusal?) throws {
    let tickets = PortalKeys(try PortalBed.ring(1)).tickets
    #expect(read(tickets.mint(at: start), tickets, age) == refusal)
  }

  @Test("case 2: one bit flipped anywhere, and it is invalid")
  func forged() throws {
    let tickets = PortalKeys(try PortalBed.ring(1)).tickets
    let text = tickets.mint(at: start)
    for other in try PortalBed.neighbours(of: text) + ["", text + "A", String(text.dropLast())] {
      #expect(read(other, tickets, 10) == .invalid, "\(other)")
    }
    #expect(read(text, PortalKeys(try PortalBed.ring(1)).tickets, 10) == .invalid)
  }

  @Test("34 bytes in 46 characters: version, key, both instants, 8 random ones, MAC")
  func layout() throws {
    let tickets = PortalKeys(try PortalBed.ring(9)).tickets
    let nonce: [UInt8] = Array(1...8)
    let text = tickets.mint(at: start + 0.5, nonce: nonce)
    #expect(text.utf8.count == 46)
    let bytes = try #require(base64URLDecoded(text))
    #expect(bytes.count == 34)
    let content: [UInt8] =
      [1, 9, 0x6B, 0x85, 0x5D, 0xC0, 0x6B, 0x85, 0x79, 0xE0] + nonce
    #expect(Array(bytes.prefix(18)) == content)
    let ticket = try tickets.ticket(text[...], at: start + 60)
    #expect(ticket.issuedAt == start && ticket.expiresAt == start + 7_200)
    #expect(ticket.nonce == nonce && ticket.age(at: start + 60) == 60)
    #expect(tickets.mint(at: start) != tickets.mint(at: start))
    #expect(!"\(ticket)".contains("1, 2"))
  }

  @Test("the first key mints and all verify")
  func rotation() throws {
    let old = try PortalBed.ring(1)
    let both = PortalKeys(try #require(KeyRing([.random(2), old.first]))).tickets
    #expect(read(PortalKeys(old).tickets.mint(at: start), both, 10) == nil)
    #expect(read(both.mint(at: start), PortalKeys(old).tickets, 10) == .invalid)
  }
}
