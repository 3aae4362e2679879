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
public struct LookPauses: Sendable {
  /// Until the first look again.
  let first: TimeInterval

  private static let multiples: [TimeInterval] = [1, 6, 30, 90]
  private static let longest: TimeInterval = 3_600

  public init(first: TimeInterval) { self.first = first }

  /// - Parameters:
  ///   - looks: how often it was looked up so far.
  ///   - wanted: in how many seconds the provider wants to be asked again; of more than an hour no
  ///     more counts.
  public func pause(after looks: Int32, atLeast wanted: TimeInterval?) -> TimeInterval {
    let index = Int(max(looks, 0))
    let pause = index < Self.multiples.count ? first * Self.multiples[index] : Self.longest
    return min(max(pause, wanted ?? 0), Self.longest)
  }
}
