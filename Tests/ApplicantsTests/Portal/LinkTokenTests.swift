import Contracts
import Crypto
import FoundationEssentials
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("Links of applicants")
struct LinkTokenTests {
  private let start = PortalBed.start

  @Test("38 bytes in 51 characters: version, key, expiry, 16 random ones, MAC; the hash is theirs")
  func layout() throws {
    let links = PortalKeys(try PortalBed.ring(5)).links
    let random: [UInt8] = Array(1...16)
    let token = links.mint(until: start + 0.9, random: random)
    #expect(token.text.utf8.count == 51)
    let bytes = try #require(base64URLDecoded(token.text))
    #expect(bytes.count == 38)
    let content: [UInt8] = [1, 5, 0x6B, 0x85, 0x5D, 0xC0] + random
    #expect(Array(bytes.prefix(22)) == content)
    #expect(token.hash == Array(SHA256.hash(data: bytes)))
    #expect(token.expiresAt == start)
    #expect(links.token(token.text[...], at: start - 1) == token)
    #expect(links.mint(until: start).text != links.mint(until: start).text)
  }

  @Test("is good until its instant, and from then on not")
  func expiry() throws {
    let links = PortalKeys(try PortalBed.ring(1)).links
    let text = links.mint(until: start).text
    #expect(links.token(text[...], at: start - 0.001) != nil)
    #expect(links.token(text[...], at: start) == nil)
  }

  @Test("with a single bit changed, cut, continued or of another key, it is none")
  func forged() throws {
    let links = PortalKeys(try PortalBed.ring(1)).links
    let text = links.mint(until: start + 60).text
    let lengths = ["", "A", text + "A", String(text.dropLast())]
    for other in try PortalBed.neighbours(of: text) + lengths {
      #expect(links.token(other[...], at: start) == nil, "\(other)")
    }
    // As long, with characters of more bytes.
    #expect(links.token("é" + text.dropFirst(2), at: start) == nil)
    #expect(PortalKeys(try PortalBed.ring(1)).links.token(text[...], at: start) == nil)
  }

  @Test("the first key mints, all verify, and one that is taken out ends its links")
  func rotation() throws {
    let old = try PortalBed.ring(1)
    let both = try #require(KeyRing([.random(2), old.first]))
    let text = PortalKeys(old).links.mint(until: start + 60).text
    #expect(PortalKeys(both).links.token(text[...], at: start) != nil)
    let new = PortalKeys(both).links.mint(until: start + 60).text
    #expect(base64URLDecoded(new)?[1] == 2)
    #expect(PortalKeys(old).links.token(new[...], at: start) == nil)
    let last = try #require(KeyRing([both.first]))
    #expect(PortalKeys(last).links.token(text[...], at: start) == nil)
  }

  @Test("one key signs links and tickets by keys of their own")
  func uses() throws {
    let ring = try PortalBed.ring(1)
    let content = Array(repeating: 0x7F as UInt8, count: 20)
    let forms = ["mcf link 1", "mcf ticket 1"].map {
      SignedBytes(keys: ring.derived(for: $0), contentWidth: 20)
    }
    let (asLink, asTicket) = (base64URL(forms[0].sign(content)), base64URL(forms[1].sign(content)))
    let links = PortalKeys(ring).links
    #expect(links.token(asLink[...], at: start) != nil)
    #expect(links.token(asTicket[...], at: start) == nil)
    let ticket = Tickets(keys: ring.derived(for: "mcf ticket 1")).mint(at: start - 60)
    _ = try PortalKeys(ring).tickets.ticket(ticket[...], at: start)
  }

  @Test("an invitation's link outlives it by two days, one to the state is good for 400")
  func kinds() {
    let day: TimeInterval = 86_400
    #expect(LinkKind.status.expiry(issuedAt: start) == start + 400 * day)
    #expect(
      LinkKind.invitation.expiry(issuedAt: start, invitationUntil: start + 14 * day)
        == start + 16 * day)
  }

  @Test("no description tells the token or a key")
  func hidden() throws {
    let ring = try PortalBed.ring(1)
    let keys = PortalKeys(ring)
    let token = keys.links.mint(until: start)
    let key = try #require(ring.first.text.split(separator: ":").last)
    for text in ["\(token)", String(reflecting: [token]), "\(keys)", String(reflecting: keys)] {
      #expect(!text.contains(token.text) && !text.contains(key))
      #expect(!text.contains("\(token.hash)"))
    }
  }
}
