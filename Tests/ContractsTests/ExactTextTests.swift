import Contracts
import FoundationEssentials
import Testing

@Suite("Text that is an identity")
struct ExactTextTests {
  @Test(
    "what is only canonically equivalent is somebody else",
    arguments: [
      ("\u{439}", "\u{438}\u{306}"), ("é", "e\u{301}"), ("\u{212A}at", "Kat"), ("Ω", "\u{2126}"),
      ("a\u{323}\u{307}", "a\u{307}\u{323}"), ("\u{AC00}", "\u{1100}\u{1161}"),
    ])
  func canonicallyEquivalent(a: String, b: String) throws {
    #expect(a == b, "else this shows nothing")
    #expect(ExactText(a) != ExactText(b))
    #expect(Set([ExactText(a), ExactText(b), ExactText(a)]).count == 2)
    #expect([ExactText(a): 1][ExactText(b)] == nil)
    #expect((ExactText(a) < ExactText(b)) != (ExactText(b) < ExactText(a)))
    let read = try WireCoding.decode(ExactText.self, from: WireCoding.encode(ExactText(a)))
    #expect(read == ExactText(a) && read != ExactText(b))
  }

  /// So a text that is compared with a literal of ours, such as the name of a role or of a member,
  /// needs no more than `==`.
  @Test("no other text is canonically equivalent to one of ASCII without ` ; and K")
  func asciiIsItself() {
    let ascii = Set((0..<0x80 as Range<UInt8>).map { Character(Unicode.Scalar($0)) })
    let others = (0x80...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init)
      .filter { ascii.contains(Character($0)) }
    #expect(Array(others) == ["\u{37E}", "\u{1FEF}", "\u{212A}"])
  }
}
