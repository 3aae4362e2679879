import Postgres

/// What the relay may remember of a source's snapshot.
///
/// A crash of the source hands out anew the ids of transactions that left nothing durable. A stored
/// `xmax` above such an id would take the event that gets it next for delivered. So what is stored
/// says nothing about ids above the greatest that an outbox row was seen with: that row was
/// visible, hence flushed (the outbox refuses transactions that do not wait for the log), hence
/// recovery goes on above it. Up to there the snapshot is kept as taken:
/// - what was visible has been delivered, or is by the same statement that stores this;
/// - what was in progress is listed, and looked at again, until it is over;
/// - whatever else is below was rolled back, and its id never comes again.
/// Above there is nothing that was delivered. So nothing is skipped and nothing comes twice.
extension PostgresSnapshot {
  /// Before everything: nothing is visible in it. 3 is the first id that Postgres gives out.
  static let beginning = PostgresSnapshot(xmin: 3, xmax: 3, running: [])

  /// This snapshot as it may be stored.
  /// - Parameters:
  ///   - greatest: the greatest transaction id of all outbox rows visible in it; nil: no rows.
  ///   - previous: what is stored so far; its rows may have been truncated since.
  func clamped(to greatest: UInt64?, after previous: PostgresSnapshot) -> PostgresSnapshot {
    let xmax = max(previous.xmax, greatest?.nextTransaction ?? 0)
    let running = running.filter { $0 < xmax }
    return PostgresSnapshot(xmin: running.first ?? xmax, xmax: xmax, running: running)
  }

  /// Whether rows may have become visible between this, as it was stored, and `present`.
  func isBehind(_ present: PostgresSnapshot, greatest: UInt64?) -> Bool {
    if let greatest, greatest >= xmax { return true }
    return !Set(running).isSubset(of: present.running)
  }
}

extension UInt64 {
  /// The id given out after this one: the lowest three of each epoch never are.
  var nextTransaction: UInt64 {
    let low = (self + 1) & 0xffff_ffff
    return low < 3 ? self + 1 + (3 - low) : self + 1
  }
}

extension PostgresSnapshot {
  /// Whether a transaction, if it committed, is visible in it.
  func sees(_ transaction: UInt64) -> Bool {
    transaction < xmax && !running.contains(transaction)
  }

  /// Whether rows may be visible in another stored snapshot and not in this one.
  /// - Parameter greatest: of those up to this transaction. A stored snapshot ends with a row's.
  func lacks(upTo greatest: UInt64, of other: PostgresSnapshot) -> Bool {
    if other.xmax > xmax, greatest >= xmax { return true }
    return running.contains { $0 <= greatest && other.sees($0) }
  }
}
