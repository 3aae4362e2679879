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
    let mark = language == .russian ? "," : "."
    return "\(hundredths < 0 ? "\u{2212}" : "")\(whole)\(mark)\(cents < 10 ? "0" : "")\(cents)"
  }
}
