public import FoundationEssentials
public import ServiceKit

/// How soon what did not succeed is tried again: `day`, at the same time of business day, or a number
/// of seconds such as `10s` (demonstrations and tests). Postgres computes when (`retry_after`).
public struct RetryPace: Hashable, Sendable {
  /// As Postgres reads it.
  public let text: String

  public static let day = RetryPace(known: "day")

  private init(known text: String) { self.text = text }

  /// - Returns: nil for what is no pace.
  public init?(_ text: String) {
    guard text.wholeMatch(of: /day|[1-9][0-9]{0,5}s/) != nil else { return nil }
    self.text = text
  }

  /// In how many seconds a provider that has something pending is asked about it again.
  public var lookPause: TimeInterval { TimeInterval(text.dropLast()) ?? 86_400 }
}

extension SettingForm<RetryPace> {
  public static var pace: SettingForm {
    SettingForm(
      "\"day\", or a number of seconds such as \"10s\"", read: { RetryPace($0) }, spell: \.text)
  }
}

/// How long after which look a try of which nothing is known is looked up again.
public enum LookPauses {
  private static let pauses: [TimeInterval] = [10, 60, 300, 900]
  private static let longest: TimeInterval = 3_600

  /// - Parameters:
  ///   - looks: how often it was looked up so far.
  ///   - wanted: in how many seconds the provider wants to be asked again; of more than an hour no
  ///     more counts.
  public static func pause(after looks: Int32, atLeast wanted: TimeInterval?) -> TimeInterval {
    let index = Int(max(looks, 0))
    let pause = index < pauses.count ? pauses[index] : longest
    return max(pause, min(wanted ?? 0, longest))
  }
}
