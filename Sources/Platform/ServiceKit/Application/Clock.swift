public import FoundationEssentials

/// Where rules get the instant from; tests put their own in.
public struct Clock: Sendable {
  private let read: @Sendable () -> Date

  public init(now: @escaping @Sendable () -> Date) { read = now }

  /// Now, to the millisecond: what is written on the wire is what is stored.
  public func now() -> Date {
    let milliseconds = (read().timeIntervalSince1970 * 1000).rounded(.down)
    return Date(timeIntervalSince1970: milliseconds / 1000)
  }

  public static let system = Clock { Date() }
}
