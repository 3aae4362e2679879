import Contracts

/// Texts as nobody types them: of all planes, with what means something in a mail.
struct AnyText {
  private var numbers: SplitMix64

  init(seed: UInt64) { numbers = SplitMix64(seed: seed) }

  private static let snares = [
    "\r\n", "\n", "\r", ".", "\r\n.\r\n", "From ", "\nFrom here", "=?utf-8?B?IQ==?=", "=", "=20",
    "\"", "\\", ",", "<", ">", "@", ":", "  ", " ", "\t", " \n", "--=_", "\u{0}", "\u{7F}",
    "\u{85}", "\u{2028}", "\u{202E}", "\u{200D}", "e\u{301}", "👩‍👩‍👧‍👦", "🇱🇻", "Кот", "猫", "ÿ",
  ]

  mutating func next(most: Int) -> String {
    var text = ""
    for _ in 0..<Int.random(in: 0...most, using: &numbers) {
      switch Int.random(in: 0..<4, using: &numbers) {
      case 0: text += Self.snares.randomElement(using: &numbers) ?? ""
      case 1: text.unicodeScalars.append(scalar(upTo: 0x10FFFF))
      case 2: text.unicodeScalars.append(scalar(upTo: 0x7F))
      default: text += ["cat", " ", "and ", "Leo", ". "].randomElement(using: &numbers) ?? ""
      }
    }
    return text
  }

  private mutating func scalar(upTo most: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(UInt32.random(in: 0...most, using: &numbers)) ?? "x"
  }
}
