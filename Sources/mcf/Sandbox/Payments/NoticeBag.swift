/// When notices leave.
enum NoticeMode: String, CaseIterable, Sendable {
  case normal
  /// Before the order of a payment is answered.
  case beforeAnswer = "before_answer"
  /// The same one again.
  case twice
  /// One waits until the next one has left.
  case shuffled
  case none
}

/// In which order notices leave, and how often. It decides and sends nothing.
struct NoticeBag: Sendable {
  struct Notice: Hashable, Sendable {
    let id: String
    let body: [UInt8]
  }

  /// The one that waits for the next one.
  private var kept: Notice?

  /// What leaves now that there is another one.
  mutating func leaving(_ notice: Notice, _ mode: NoticeMode) -> [Notice] {
    if mode == .none { return [] }
    if mode == .shuffled, kept == nil {
      kept = notice
      return []
    }
    defer { kept = nil }
    return (mode == .twice ? [notice, notice] : [notice]) + (kept.map { [$0] } ?? [])
  }
}
