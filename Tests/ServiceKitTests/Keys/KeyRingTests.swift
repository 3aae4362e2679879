import Crypto
import Testing

@testable import ServiceKit

@Suite("Keys that are changed while they are used")
struct KeyRingTests {
  private let form = SettingForm<KeyRing>.keyRing
  private let one = "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE="
  private let two = "2:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI="

  @Test("a setting spells them, the first first, and no description tells them")
  func spelling() throws {
    let ring = try #require(form.read("\(two), \(one)"))
    #expect(ring.first.number == 2 && ring.keys.map(\.number) == [2, 1])
    #expect(form.spell(ring) == "\(two),\(one)")
    let shown = ["\(ring)", "\(ring.first)", "\([ring])", String(reflecting: ring)]
    for text in shown { #expect(!text.contains("AAA") && text.contains("2:…")) }
    let secret: [UInt8] = Array(repeating: 0, count: 31) + [1]
    #expect(ring[1] == SymmetricKey(data: secret))
    #expect(ring[3] == nil)
  }

  @Test(
    "what is no list of keys is refused",
    arguments: [
      "", ",", "1", "1:", "1:AAAA", "256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=",
      "-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=",
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=",
      "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE="
        + ",1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAI=",
      "1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAE=,x",
    ])
  func refused(text: String) { #expect(form.read(text) == nil) }

  @Test("a key for one use is none for another, and each keeps its number")
  func derived() throws {
    let ring = try #require(form.read("\(one),\(two)"))
    let (links, tickets) = (ring.derived(for: "mcf link 1"), ring.derived(for: "mcf ticket 1"))
    #expect(links.keys.map(\.number) == [1, 2])
    #expect(Set([ring, links, tickets].flatMap(\.keys).map(\.text)).count == 6)
    // RFC 5869 with SHA-256, no salt, computed by Python's hmac.
    #expect(links.first.text == "1:QBj9TqVypcRarLVdwruxY7RogUMt/opyIr/WiGrkMT8=")
  }

  @Test("a new key comes behind, with a number that none has")
  func new() throws {
    let ring = try #require(form.read("\(two),\(one)")?.withNewKey()?.withNewKey())
    #expect(ring.keys.map(\.number) == [2, 1, 3, 4])
    var full: KeyRing? = .random()
    for _ in 0..<254 { full = full?.withNewKey() }
    #expect(full?.keys.count == 255 && full?.withNewKey() == nil)
    #expect(KeyRing.random().first.text != KeyRing.random().first.text)
  }
}
