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
    let (day, time) = (
      /(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|last-day|day-(?:[1-9]|1[0-9]|2[0-8]))/,
      /(?:[01][0-9]|2[0-3]):[0-5][0-9]/
    )
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 2 else { return nil }
    let isEvery = words[0].utf8.elementsEqual("every".utf8)
    let fits =
      isEvery
      ? words[1].wholeMatch(of: /[1-9][0-9]{0,5}s/) != nil
      : words[0].wholeMatch(of: day) != nil && words[1].wholeMatch(of: time) != nil
    guard fits else { return nil }
    self.text = text
  }
}

extension SettingForm<CutoffRule> {
  public static var cutoff: SettingForm {
    SettingForm(CutoffRule.meaning, read: { CutoffRule($0) }, spell: \.text)
  }
}
