import FoundationEssentials
import Postgres

extension Rotation {
  /// Below this, a row is young: children are emptied when two more have been written in full.
  var youth: String { kind == .outbox ? "2 days" : "7 days" }

  /// Whether all rows of a child are old, by what the events say of themselves: there is no index on
  /// time, so those that were written last are asked.
  /// - Parameter now: by a clock beside the server's; the earlier of the two counts.
  func isOld(
    _ child: String, at now: Date, in transaction: Transaction
  ) async throws -> Bool {
    switch kind {
    case .outbox: try await isOutboxOld(child, at: now, in: transaction)
    case .inbox: try await isInboxOld(child, at: now, in: transaction)
    }
  }

  /// A child is as old as its last row, and that as old at least as the first one from there on whose
  /// time is to be believed.
  ///
  /// Transactions are numbered in their order whatever the clocks say. So no time is believed that is
  /// ahead of every clock, nor one before that of an earlier row, to whichever child that went; an hour
  /// is left to transactions that overlap.
  private func isOutboxOld(
    _ child: String, at now: Date, in transaction: Transaction
  ) async throws -> Bool {
    let outbox = quotedIdentifier(schema) + ".outbox"
    // Not waited for, as all that is locked here.
    try await transaction.query("lock table \(unescaped: outbox) in access share mode nowait")
    let earlier = (0..<Ring.children).map { ring in
      """
      (select time
       from   \(outbox)_\(ring), newest
       where  xid  <= newest.id
       and    time <= newest.latest
       order  by xid desc
       limit  100)
      """
    }
    return try await transaction.query(
      """
      with newest as (
        select xid as id, greatest(now(), \(now)) as latest
        from   \(unescaped: child)
        order  by xid desc
        limit  1
      ),
      earlier as (
        select coalesce(max(time), '-infinity') as time
        from   (\(unescaped: earlier.joined(separator: "\nunion all\n"))) as told
      ),
      believed as (
        select o.time
        from   \(unescaped: outbox) o, newest, earlier
        where  o.xid >= newest.id
        and    o.time between earlier.time - interval '1 hour' and newest.latest
        order  by o.xid
        limit  1
      )
      select coalesce((select time from believed)
                      < least(now(), \(now)) - interval '\(unescaped: youth)', false)
      """, as: Bool.self)[0]
  }

  private func isInboxOld(
    _ child: String, at now: Date, in transaction: Transaction
  ) async throws -> Bool {
    try await transaction.query(
      """
      select coalesce(max(last.time) < least(now(), \(now)) - interval '\(unescaped: youth)', true)
      from   \(unescaped: quotedIdentifier(schema)).inbox_slot s
      cross  join lateral (select time
                           from   \(unescaped: child) e
                           where  e.source = s.source
                           and    e.slot   = s.slot
                           and    not headers ? 'replayed'
                           order  by position desc
                           limit  10) as last
      """, as: Bool.self)[0]
  }
}
