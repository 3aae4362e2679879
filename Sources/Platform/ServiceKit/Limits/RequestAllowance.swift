import Hummingbird
import NIOCore
import Synchronization

/// What one request may take: time until its deadline, and room for a photo.
///
/// A reference, since a context is copied on its way to the route. What it took is free again when
/// nobody holds it any more: not the route, and not the answer's body, whether that was written, cut
/// off or not needed.
final class RequestAllowance: Sendable {
  private struct Stay {
    let room: PhotoRoom
    let id: Int
  }

  private struct State {
    /// nil: no deadline.
    var pace: RequestPace?
    var stay: Stay?
  }

  private let state: Mutex<State>
  private let rooms: PhotoRooms
  private let watch: DeadlineWatch
  private let channel: any Channel

  init(limit: Duration?, rooms: PhotoRooms, watch: DeadlineWatch, channel: any Channel) {
    state = Mutex(State(pace: limit.map { RequestPace(limit: $0, now: .now) }))
    self.rooms = rooms
    self.watch = watch
    self.channel = channel
  }

  deinit {
    if let stay = state.withLock({ $0.stay }) { stay.room.leave(stay.id) }
  }

  /// Whether the request should have been done by now; a photo moves its deadline.
  func isOver(at now: ContinuousClock.Instant) -> Bool {
    state.withLock { state in state.pace.map { $0.deadline <= now } ?? false }
  }

  // MARK: a photo is taken in

  /// A photo of at most so many bytes is read from now on.
  ///
  /// - Throws: a 503 problem when too many are being read.
  func beginUpload(atMost bytes: Int) throws {
    try enter(rooms.uploads, atMost: bytes)
    state.withLock { $0.pace?.begin(at: .now) }
  }

  /// So many bytes of it have come: waits until there is room for them.
  ///
  /// - Throws: a 503 problem when there is none for as long as a request may take.
  func receive(_ bytes: Int) async throws {
    state.withLock { $0.pace?.receive(bytes, at: .now) }
    try await take(bytes)
  }

  /// The photo is complete; what is left to do has the whole limit.
  func endUpload() { state.withLock { $0.pace?.end(at: .now) } }

  // MARK: a photo is shown

  /// Waits for room for a photo of which no more than so many bytes are in memory at once.
  ///
  /// - Throws: a 503 problem when there is none within the request's deadline.
  func beginShowing(_ bytes: Int) async throws {
    try enter(rooms.shown, atMost: bytes)
    try await take(bytes)
  }

  /// Writes the photo, to whom may read it slowly: within three minutes, or the connection is cut.
  func show(_ write: () async throws -> Void) async throws {
    state.withLock { $0.pace?.show(at: .now) }
    try await watch.run(within: self, whenLate: { [channel] in channel.close(promise: nil) }, write)
  }

  // MARK: room

  private func enter(_ room: PhotoRoom, atMost bytes: Int) throws {
    let stay = Stay(room: room, id: try room.enter(atMost: bytes))
    state.withLock { $0.stay = stay }
  }

  private func take(_ bytes: Int) async throws {
    guard let stay = state.withLock({ $0.stay }), !stay.room.take(bytes, stay.id) else { return }
    state.withLock { $0.pace?.pause(at: .now) }
    channel.closeFuture.whenComplete { _ in stay.room.giveUp(stay.id) }
    guard await stay.room.wait(stay.id) else {
      guard channel.isActive else { throw Problem.connectionEnded(cause: "closed while it waited") }
      throw stay.room.refusal()
    }
    state.withLock { $0.pace?.resume(at: .now) }
  }
}
