public import Contracts

extension Money {
  /// As people read it: `−1 234.50` in English, `−1 234,50` in Russian, with a real minus, and
  /// narrow spaces between thousands that do not break.
  public func words(in language: Language) -> String {
    let amount = hundredths.magnitude
    let digits = Array(String(amount / 100))
    let whole = digits.enumerated().reduce(into: "") { text, digit in
      if digit.offset > 0, (digits.count - digit.offset).isMultiple(of: 3) { text += "\u{202F}" }
      text.append(digit.element)
    }
    let cents = amount % 100
    let sign = hundredths < 0 ? "\u{2212}" : ""
    return "\(sign)\(whole)\(language.decimalMark)\(cents < 10 ? "0" : "")\(cents)"
  }

  /// What people type for an amount, spelled as `init(_:)` takes it: with the language's mark or a
  /// point, and with whatever blanks there are between its digits.
  static func plain(_ typed: String, in language: Language) -> String {
    let scalars = typed.unicodeScalars.filter { !$0.properties.isWhitespace }
    return String(String.UnicodeScalarView(scalars)).replacing(language.decimalMark, with: ".")
  }

  /// What texts show how an amount is typed by.
  static let example = Money(hundredths: 9_500)
}

extension Language {
  /// Between whole units and hundredths.
  fileprivate var decimalMark: String {
    switch self {
    case .english: "."
    case .russian: ","
    }
  }
}
