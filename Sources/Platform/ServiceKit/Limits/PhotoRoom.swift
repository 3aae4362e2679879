import Metrics
import Postgres
import Synchronization

/// The room that a process has for photos in memory: those that are taken in, and apart from them
/// those that are shown, so that neither can hold up the other.
struct PhotoRooms: Sendable {
  let uploads: PhotoRoom
  let shown: PhotoRoom

  /// Both together leave a third of the requests' places to all that is no photo, however slowly
  /// photos come and go.
  init(_ settings: ServerSettings, factory: any MetricsFactory) {
    let places = max(1, settings.maxRequestsInFlight / 3)
    uploads = PhotoRoom(
      bytes: settings.photoBytes, places: places, used: Self.uploaded, factory: factory)
    shown = PhotoRoom(
      bytes: settings.photoBytes / 4, places: places, used: Self.shown,
      factory: factory)
  }

  static let uploaded = Metric<Gauge>(
    "mcf_photo_bytes",
    meaning: "memory taken by photos being taken in, of \(Setting.photoBytes.name)")
  static let shown = Metric<Gauge>(
    "mcf_photo_shown_bytes",
    meaning: "memory taken by photos being shown, of a quarter of \(Setting.photoBytes.name)")
}

/// Room for photos, in bytes.
final class PhotoRoom: Sendable {
  private struct State {
    var machine: PhotoRoomStateMachine
    var waiting: [Int: AsyncStream<Void>.Continuation] = [:]
    /// Of those that wait, who was given up before anybody began to wait for them.
    var givenUp: Set<Int> = []
  }

  /// An upload, its cleaned copy, and the copy on its way to the database; of what is shown, what
  /// came from there, its row, and the copy on its way out.
  static let copies = 3

  private let state: Mutex<State>
  private let used: Gauge
  private let refused: Counter

  init(bytes: Int, places: Int, used: Metric<Gauge>, factory: any MetricsFactory) {
    state = Mutex(State(machine: PhotoRoomStateMachine(capacity: bytes, places: places)))
    self.used = used(factory: factory)
    refused = Self.refused(factory: factory)
  }

  static let refused = Metric<Counter>(
    "mcf_photos_refused_total",
    meaning: "photos for which there was no room in time, answered with 503")

  /// A new photo.
  ///
  /// - Parameter bytes: how many of its bytes there may be at once.
  /// - Returns: its number, for `take` and `leave`.
  /// - Throws: a 503 problem when all places are taken.
  func enter(atMost bytes: Int) throws -> Int {
    let id = state.withLock { $0.machine.arrive(most: bytes * Self.copies) }
    guard let id else { throw refusal() }
    return id
  }

  /// Takes room for so many more bytes of the photo.
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
  /// - Returns: false: the task was cancelled before that, or the wait given up.
  func wait(_ id: Int) async -> Bool {
    let (turns, turn) = AsyncStream.makeStream(of: Void.self)
    state.withLock { state in
      if state.machine.waits(id), !state.givenUp.contains(id) {
        state.waiting[id] = turn
      } else {
        turn.finish()
      }
    }
    for await _ in turns {}
    return state.withLock { state in
      state.waiting[id] = nil
      return !state.machine.waits(id)
    }
  }

  /// Nobody waits for that photo any more.
  func giveUp(_ id: Int) {
    state.withLock { state in
      if state.machine.waits(id) { state.givenUp.insert(id) }
      return state.waiting.removeValue(forKey: id)
    }?.finish()
  }

  /// The 503 problem for whom there is no room.
  func refusal() -> Problem {
    refused.increment()
    return .unavailable(
      "too-many-photos", "Many photos are on their way just now. Try this one again.",
      retryAfter: 5)
  }

  /// The photo is done with, and nothing of it is in memory.
  func leave(_ id: Int) {
    state.withLock { _ = $0.givenUp.remove(id) }
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
