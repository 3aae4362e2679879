import Synchronization

/// Wakes a link; however often it was rung meanwhile, it is woken once, with all reasons.
final class LinkBell: Sendable {
  struct Reasons: OptionSet, Sendable {
    let rawValue: Int
    /// Somebody has appended, or LISTEN is in force anew.
    static let doorbell = Self(rawValue: 1)
    /// A glance has seen that there is something.
    static let behind = Self(rawValue: 2)
    /// The source does not know yet what the destination has.
    static let unreported = Self(rawValue: 4)
  }

  private let reasons = Mutex(Reasons())
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() {
    (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func ring(_ reason: Reasons) {
    reasons.withLock { _ = $0.insert(reason) }
    continuation.yield()
  }

  /// The reasons since the last time.
  /// - Throws: `CancellationError`.
  func wait() async throws -> Reasons {
    for await _ in stream {
      let found = reasons.withLock { reasons in
        defer { reasons = [] }
        return reasons
      }
      if !found.isEmpty { return found }
    }
    throw CancellationError()
  }
}
