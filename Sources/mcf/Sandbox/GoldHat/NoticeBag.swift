/// In which order notices leave, and how often. It decides and sends nothing.
struct NoticeBag: Sendable {
  struct Notice: Hashable, Sendable {
    let id: String
    let body: [UInt8]
  }

  /// The one that waits for the next one.
  private var kept: Notice?

  /// What leaves now that there is another one.
  mutating func leaving(_ notice: Notice, _ mode: GoldHatBehaviour.Notices) -> [Notice] {
    if mode == .none { return [] }
    if mode == .shuffled, kept == nil {
      kept = notice
      return []
    }
    defer { kept = nil }
    return (mode == .twice ? [notice, notice] : [notice]) + (kept.map { [$0] } ?? [])
  }
}
