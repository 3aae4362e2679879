import Synchronization

/// What one request may take: time until its deadline, and room for a photo.
///
/// A reference, since a context is copied on its way to the route.
final class RequestAllowance: Sendable {
  private struct State {
    /// nil: no deadline.
    var pace: RequestPace?
    var stay: Int?
  }

  private let state: Mutex<State>
  private let room: PhotoRoom

  init(limit: Duration?, room: PhotoRoom) {
    state = Mutex(State(pace: limit.map { RequestPace(limit: $0, now: .now) }))
    self.room = room
  }

  /// Whether the request should have been done by now; an upload moves its deadline.
  func isOver(at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in state.pace.map { $0.deadline <= now } ?? false }
  }

  /// A photo of at most so many bytes is read from now on.
  func beginUpload(atMost bytes: Int) {
    let stay = room.enter(atMost: bytes)
    state.withLock {
      $0.stay = stay
      $0.pace?.begin(at: .now)
    }
  }

  /// So many bytes of it have come: waits until there is room for them.
  ///
  /// - Throws: a 503 problem when there is none for as long as a request may take.
  func receive(_ bytes: Int) async throws {
    let stay = state.withLock { state in
      state.pace?.receive(bytes, at: .now)
      return state.stay
    }
    guard let stay, !room.take(bytes, stay) else { return }
    state.withLock { $0.pace?.pause(at: .now) }
    try await room.wait(stay)
    state.withLock { $0.pace?.resume(at: .now) }
  }

  /// The photo is complete; what is left to do has the whole limit.
  func endUpload() { state.withLock { $0.pace?.end(at: .now) } }

  /// The request is answered: what it took is free again.
  func giveBack() {
    if let stay = state.withLock({ $0.stay.take() }) { room.leave(stay) }
  }
}
