/// When a request has to be done.
///
/// All of it within its limit, but for photos: an upload may take three minutes as long as bytes
/// come, and what is left to do after it has the whole limit again; so long may who is shown one
/// take to read it, too.
struct RequestPace {
  typealias Instant = ContinuousClock.Instant

  /// The longest that a photo may be on its way.
  static let longestPhoto: Duration = .seconds(180)
  /// A kibibyte a second: so many bytes must come, and again and again …
  static let leastBytes = 20 * 1024
  /// … each time within so long.
  static let leastWindow: Duration = .seconds(20)

  let limit: Duration
  private(set) var deadline: Instant
  private var uploadEnd: Instant
  /// Of the present window.
  private var received = 0
  private var pausedAt: Instant
  /// How long we may still let the sender wait, all pauses together: from time to time a piece of an
  /// upload finds room, and its connection would be taken for idle before it is through.
  private var patience: Duration

  init(limit: Duration, now: Instant) {
    self.limit = limit
    deadline = now + limit
    uploadEnd = deadline
    pausedAt = now
    patience = limit
  }

  /// The body is read from now on.
  mutating func begin(at now: Instant) {
    uploadEnd = now + Self.longestPhoto
    openWindow(at: now)
  }

  mutating func receive(_ bytes: Int, at now: Instant) {
    received += bytes
    if received >= Self.leastBytes { openWindow(at: now) }
  }

  /// It is us who let the sender wait, and in all not for longer than the limit.
  mutating func pause(at now: Instant) {
    pausedAt = now
    deadline = now + patience
  }

  mutating func resume(at now: Instant) {
    patience -= now - pausedAt
    uploadEnd += now - pausedAt
    openWindow(at: now)
  }

  /// The body is complete.
  mutating func end(at now: Instant) { deadline = now + limit }

  /// A photo is written from now on. How much of it has left is known only where it is read, so
  /// there is no least pace.
  mutating func show(at now: Instant) { deadline = now + Self.longestPhoto }

  private mutating func openWindow(at now: Instant) {
    received = 0
    deadline = min(now + Self.leastWindow, uploadEnd)
  }
}
