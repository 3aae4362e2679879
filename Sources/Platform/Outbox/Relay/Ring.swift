import FoundationEssentials
import Postgres

/// The children of an outbox or an inbox, written in turn, each for a while.
enum Ring {
  static let children = 4

  /// The child that is emptied while another is written: the next one, which is the oldest.
  static func next(after current: Int) -> Int { (current + 1) % children }
}

/// Empties the oldest child of an outbox, or an inbox, once nobody needs its rows and they are as old
/// as the ring promises, by the events' own time: where a clock was wrong, the child that comes next is
/// not the oldest.
///
/// The order of the steps is the safety: with the lock, no writer is in the child, so that what the
/// check does not see is not there; each step is a statement of its own in READ COMMITTED, so that
/// the check sees what was committed before the lock was there. The lock is not waited for: others
/// would wait behind it.
struct Rotation: Sendable {
  enum Kind: Sendable {
    /// Rows that a destination may not have yet are kept.
    case outbox
    /// Rows that have neither taken effect nor been parked are kept.
    case inbox
  }

  enum Outcome: Sendable, Equatable {
    case wasEmpty, truncated
    /// Somebody reads or writes the child; try again.
    case isLocked
    /// Somebody still needs its rows; try again. Meanwhile the next lap may share the child.
    case isNeeded
    /// Its rows are young, so a clock is or was wrong; try again.
    case isYoung
  }

  let kind: Kind
  let schema: String
  let database: PostgresClient

  private var table: String { kind == .outbox ? "outbox" : "inbox" }
  /// The child that is written today, by the server's clock and the tables' own rule.
  func current() async throws -> Int {
    let seconds = kind == .outbox ? 86_400 : 302_400
    return try await database.readAlone(
      "select extract(epoch from now())::int8 / \(seconds) % \(Ring.children)", as: Int.self)[0]
  }

  /// Empties the child after `current`, if it may.
  /// - Parameter now: by a clock beside the server's; the earlier of the two counts.
  func rotate(after current: Int, now: Date = Date()) async throws -> Outcome {
    let child = quotedIdentifier(schema) + ".\(table)_\(Ring.next(after: current))"
    if try await isEmpty(child) { return .wasEmpty }
    do {
      return try await database.withTransaction { transaction in
        try await transaction.query(
          "lock table \(unescaped: child) in access exclusive mode nowait")
        // A destination that goes back waits here until it knows what is emptied.
        try await transaction.query("select from \(unescaped: identity) for update nowait")
        guard try await isFree(child, in: transaction) else { return .isNeeded }
        guard try await isOld(child, at: now, in: transaction) else { return .isYoung }
        try await note(child, at: now, in: transaction)
        try await transaction.query("truncate \(unescaped: child)")
        return .truncated
      }
    } catch let error as PostgresError where error.sqlState == .lockNotAvailable {
      return .isLocked
    }
  }

  private var identity: String { quotedIdentifier(schema) + ".\(table)_identity" }

  private func isEmpty(_ child: String) async throws -> Bool {
    try await database.readAlone(
      "select not exists (select from \(unescaped: child))", as: Bool.self)[0]
  }

  private func isFree(_ child: String, in transaction: Transaction) async throws -> Bool {
    let schema = quotedIdentifier(schema)
    let needed =
      switch kind {
      case .outbox:
        """
        select from \(child) o, \(schema).outbox_destination d
        where  o.xid >= pg_snapshot_xmin(d.passed)
        and    not pg_visible_in_snapshot(o.xid, d.passed)
        """
      case .inbox:
        """
        select from \(schema).inbox_slot s
        where  exists (select from \(child) e
                       where  e.source   = s.source
                       and    e.slot     = s.slot
                       and    e.position > s.position)
        """
      }
    return try await transaction.query(
      "select not exists (\(unescaped: needed))", as: Bool.self)[0]
  }

  /// What is emptied, for those who would need it.
  private func note(_ child: String, at now: Date, in transaction: Transaction) async throws {
    switch kind {
    case .outbox:
      try await transaction.query(
        """
        update \(unescaped: identity)
        set    emptied = greatest(emptied, (select xid from \(unescaped: child)
                                            order  by xid desc
                                            limit  1))
        """)
    case .inbox:
      try await transaction.query(
        """
        update \(unescaped: identity)
        set    emptied = greatest(emptied,
                                  least(now(), \(now)) - interval '\(unescaped: youth)')
        """)
    }
  }
}
