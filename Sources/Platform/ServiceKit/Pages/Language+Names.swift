public import Contracts

extension Language {
  /// What those who speak it call it.
  public var ownName: String {
    switch self {
    case .english: "English"
    case .russian: "Русский"
    }
  }

  /// What a field `language` can be set to: none, or each.
  public static func choices(_ texts: LocalTexts) -> [Choice] {
    [Choice("", texts.text("language_untold"))] + allCases.map { Choice($0.rawValue, $0.ownName) }
  }
}
