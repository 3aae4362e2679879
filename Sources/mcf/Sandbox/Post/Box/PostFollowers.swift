import ServiceKit
import Synchronization

/// Those who follow the box live: each is sent the number of the newest mail.
final class PostFollowers: Sendable {
  private let state = Mutex(State())
  private static let most = 100
  /// How many mails may wait to be told of to one of them.
  private static let backlog = 64

  private struct State {
    var streams: [Int: EventStream<Int>] = [:]
    var last = 0
  }

  func tell(_ newest: Int) {
    for stream in state.withLock({ Array($0.streams.values) }) { stream.send(newest) }
  }

  /// - Throws: 503 when too many follow already.
  func add(_ context: RequestScope) throws -> PostFollower {
    let stream = EventStream<Int>(context, buffering: Self.backlog)
    let id = try state.withLock { state in
      guard state.streams.count < Self.most else {
        throw Problem.unavailable(
          "too-many-streams", "Too many follow this already.", retryAfter: 10)
      }
      state.last += 1
      state.streams[state.last] = stream
      return state.last
    }
    return PostFollower(stream) { [weak self] in self?.remove(id) }
  }

  private func remove(_ id: Int) {
    _ = state.withLock { $0.streams.removeValue(forKey: id) }
  }
}

/// One who follows; when nobody holds this any more, it is over.
final class PostFollower: Sendable {
  let stream: EventStream<Int>
  private let leave: @Sendable () -> Void

  init(_ stream: EventStream<Int>, leave: @escaping @Sendable () -> Void) {
    self.stream = stream
    self.leave = leave
  }

  deinit { leave() }
}
