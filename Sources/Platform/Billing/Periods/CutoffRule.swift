import FoundationEssentials
public import ServiceKit

/// When periods of billing end: `sunday 20:00`, `last-day 20:00`, `day-15 20:00`, `every 30s`.
///
/// It is only read here. The instants are Postgres's to compute (`cutoff_after`): nothing else knows
/// time zones.
public struct CutoffRule: Hashable, Sendable {
  /// As Postgres reads it.
  public let text: String

  /// Those that a setting may have.
  static let meaning = """
    a weekday and a time such as "sunday 20:00", "last-day 20:00" or "day-15 20:00" of each month, \
    or "every 30s"
    """

  public static let sundayEvening = CutoffRule(known: "sunday 20:00")
  public static let lastEvening = CutoffRule(known: "last-day 20:00")

  private init(known text: String) { self.text = text }

  /// - Returns: nil for what is no rule.
  public init?(_ text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2 else { return nil }
    let isEvery = words[0].utf8.elementsEqual("every".utf8)
    guard isEvery ? Self.isPace(words[1]) : Self.isTime(words[1]) && Self.isDay(words[0]) else {
      return nil
    }
    self.text = text
  }

  // A pattern is compiled anew at each use, which takes longer than to match it.

  private static func isPace(_ word: Substring) -> Bool {
    word.wholeMatch(of: /[1-9][0-9]{0,5}s/) != nil
  }

  private static func isTime(_ word: Substring) -> Bool {
    word.wholeMatch(of: /(?:[01][0-9]|2[0-3]):[0-5][0-9]/) != nil
  }

  private static func isDay(_ word: Substring) -> Bool {
    let day = /(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|last-day|day-(?:[1-9]|1[0-9]|2[0-8]))/
    return word.wholeMatch(of: day) != nil
  }
}

extension SettingForm<CutoffRule> {
  public static var cutoff: SettingForm {
    SettingForm(CutoffRule.meaning, read: { CutoffRule($0) }, spell: \.text)
  }
}
