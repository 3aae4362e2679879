public import FoundationEssentials
public import ServiceKit
import Synchronization

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
  private let instant: Mutex<Date>

  /// - Parameter start: the default is a Monday, 1 March 2027 09:00 UTC, noon in Moscow.
  public init(_ start: Date = Date(timeIntervalSince1970: 1_803_891_600)) {
    instant = Mutex(start)
  }

  /// What services get.
  public var clock: ServiceKit.Clock { ServiceKit.Clock { self.now } }

  public var now: Date { instant.withLock { $0 } }

  /// Moves on by seconds.
  public func advance(by seconds: TimeInterval) {
    instant.withLock { $0 = $0.addingTimeInterval(seconds) }
  }

  public func set(_ date: Date) {
    instant.withLock { $0 = date }
  }
}
