import Contracts
import FoundationEssentials
import Testing

@testable import ServiceKit

@Suite("Links that travel sealed")
struct LinkSealTests {
  private let application = UUID()
  private let expiry = Date(timeIntervalSince1970: 2_000_000_000)

  private func ring(_ numbers: UInt8...) throws -> KeyRing {
    try #require(KeyRing(numbers.map { .random($0) }))
  }

  @Test("whoever has the key reads them, and the event has nothing of them")
  func open() throws {
    let seal = LinkSeal(try ring(7))
    let link = try seal.seal("AQEtoken", of: application, .invitation, until: expiry)
    #expect(link.key == 7 && link.kind == .invitation && link.expiresAt == expiry)
    #expect(try seal.open(link, of: application) == "AQEtoken")
    let text = try WireCoding.encodeText(link)
    let start = #"{"expires_at":"2033-05-18T03:33:20Z","key":7,"kind":"invitation","sealed":""#
    #expect(text.hasPrefix(start))
    #expect(!text.contains("AQEtoken"))
    #expect(try WireCoding.decode(SealedLink.self, from: text) == link)
    // Never twice the same, so that nobody sees that it was sent again.
    let again = try seal.seal("AQEtoken", of: application, .invitation, until: expiry)
    #expect(again.sealed != link.sealed)
  }

  @Test("moved to another application or kind, or with any bit changed, they do not open")
  func broken() throws {
    let seal = LinkSeal(try ring(7))
    let link = try seal.seal("AQEtoken", of: application, .status, until: expiry)
    #expect(throws: LinkSeal.Broken.self) { try seal.open(link, of: UUID()) }
    var moved = link
    moved.kind = .invitation
    #expect(throws: LinkSeal.Broken.self) { try seal.open(moved, of: application) }
    let bytes = try #require(Data(base64Encoded: link.sealed))
    for bit in 0..<bytes.count * 8 {
      var changed = bytes
      changed[bit / 8] ^= 1 << (bit % 8)
      var broken = link
      broken.sealed = changed.base64EncodedString()
      #expect(throws: LinkSeal.Broken.self) { try seal.open(broken, of: application) }
    }
    for text in ["", "x", "AAAA"] {
      var broken = link
      broken.sealed = text
      #expect(throws: LinkSeal.Broken.self) { try seal.open(broken, of: application) }
    }
  }

  @Test("the first key seals, all open, and one that is gone opens nothing")
  func rotation() throws {
    let old = try ring(1)
    let link = try LinkSeal(old).seal("AQEtoken", of: application, .status, until: expiry)
    let next = try #require(KeyRing([.random(2), old.first]))
    #expect(try LinkSeal(next).open(link, of: application) == "AQEtoken")
    let new = try LinkSeal(next).seal("AQEtoken", of: application, .status, until: expiry)
    #expect(new.key == 2)
    #expect(throws: LinkSeal.Broken.self) { try LinkSeal(old).open(new, of: application) }
    for key in [-1, 1, 3, 256, 258] {
      var other = new
      other.key = key
      #expect(throws: LinkSeal.Broken.self) { try LinkSeal(next).open(other, of: application) }
    }
  }
}
