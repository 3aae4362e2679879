import Contracts

/// The forms that a counted word takes, as the Unicode CLDR tells for whole numbers
/// (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html).
enum Plural: String {
  case one, few, many, other

  /// Those that a language has, in the order in which texts give them.
  static func forms(of language: Language) -> [Plural] {
    switch language {
    case .english: [.one, .other]
    case .russian: [.one, .few, .many]
    }
  }

  /// The form after a number of 0 or more.
  init(_ count: Int, _ language: Language) {
    switch language {
    case .english: self = count == 1 ? .one : .other
    case .russian:
      let (tens, ones) = (count % 100, count % 10)
      switch (tens, ones) {
      case (11...14, _): self = .many
      case (_, 1): self = .one
      case (_, 2...4): self = .few
      default: self = .many
      }
    }
  }
}
