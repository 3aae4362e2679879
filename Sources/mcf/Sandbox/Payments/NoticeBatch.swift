/// Which changes one notice tells: each the one that there is, or, for who tells in batches, all that
/// have come while the last one was under way. It decides and sends nothing.
struct NoticeBatch: Sendable {
  let isBatching: Bool
  private var isUnderWay = false
  private var gathered: [Payment] = []

  static let most = 100

  init(isBatching: Bool) { self.isBatching = isBatching }

  /// What is told now that there is another change; nil: that is told by `next` once the notice under
  /// way has been heard.
  mutating func leaving(_ payment: Payment) -> [Payment]? {
    guard isBatching else { return [payment] }
    gathered.append(payment)
    return isUnderWay ? nil : next()
  }

  /// What is told once a notice has been heard; nil: nothing is left.
  mutating func next() -> [Payment]? {
    let batch = Array(gathered.prefix(Self.most))
    gathered.removeFirst(batch.count)
    isUnderWay = !batch.isEmpty
    return batch.isEmpty ? nil : batch
  }
}
