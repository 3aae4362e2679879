import Metrics
import Synchronization

/// The room that a process has for photos in memory, in bytes.
final class PhotoRoom: Sendable {
  private struct State {
    var machine: PhotoRoomStateMachine
    var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
  }

  /// An upload, its cleaned copy, and the copy on its way to the database.
  static let copies = 3

  private let state: Mutex<State>
  private let used: Gauge
  private let refused: Counter

  init(bytes: Int, factory: any MetricsFactory) {
    state = Mutex(State(machine: PhotoRoomStateMachine(capacity: bytes)))
    used = Gauge(label: "mcf_photo_bytes", factory: factory)
    refused = Counter(label: "mcf_photos_refused_total", factory: factory)
  }

  /// A new upload.
  ///
  /// - Parameter bytes: how long it may become.
  /// - Returns: its number, for `take` and `leave`.
  func enter(atMost bytes: Int) -> Int {
    state.withLock { $0.machine.arrive(most: bytes * Self.copies) }
  }

  /// Takes room for so many more bytes of the upload.
  ///
  /// - Returns: false: it has to `wait` for them.
  func take(_ bytes: Int, _ id: Int) -> Bool {
    change {
      $0.want(bytes * Self.copies, id)
    } then: {
      !$0.waits(id)
    }
  }

  /// Waits for what could not be taken.
  ///
  /// - Throws: a 503 problem when the task is cancelled before that.
  func wait(_ id: Int) async throws {
    let (turns, turn) = AsyncStream.makeStream(of: Void.self)
    let mustWait = state.withLock { state in
      if state.machine.waits(id) { state.waiting[id] = turn }
      return state.machine.waits(id)
    }
    guard mustWait else { return }
    for await _ in turns {}
    let waitsStill = state.withLock { state in
      state.waiting[id] = nil
      return state.machine.waits(id)
    }
    guard waitsStill else { return }
    refused.increment()
    throw Problem.unavailable(
      "too-many-photos", "Many photos are being taken in just now. Send this one again.",
      retryAfter: 5)
  }

  /// The upload is done with, and nothing of it is in memory.
  func leave(_ id: Int) {
    change {
      $0.leave(id)
    } then: { _ in
    }
  }

  private func change<Result>(
    _ happening: (inout PhotoRoomStateMachine) -> Void,
    then result: (PhotoRoomStateMachine) -> Result
  ) -> Result {
    let (turns, bytes, result) = state.withLock { state in
      happening(&state.machine)
      let turns = state.machine.next().compactMap { state.waiting.removeValue(forKey: $0) }
      return (turns, state.machine.used, result(state.machine))
    }
    used.record(bytes)
    for turn in turns { turn.finish() }
    return result
  }
}
