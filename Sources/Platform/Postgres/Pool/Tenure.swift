/// For how long a session is given work.
///
/// What a session was given at its start stays for its life: a default of the database, a server that
/// is no longer the primary. So sessions that cannot write, or that stood when one of them was told
/// so, make room for new ones; each serves for a second at least, so that connecting stays rare
/// however many are refused.
struct Tenure {
  static let least: Duration = .seconds(1)

  private let since: Instant
  /// nil: until it is no longer needed.
  private(set) var end: Instant?

  /// - Parameter isShort: what is known of the session already makes it one to be replaced.
  init(since: Instant, isShort: Bool) {
    self.since = since
    if isShort { end = since + Self.least }
  }

  mutating func retire(now: Instant) {
    let end = max(now, since + Self.least)
    self.end = min(self.end ?? end, end)
  }

  func isOver(_ now: Instant) -> Bool { end.map { $0 <= now } ?? false }
}
