public import Contracts
public import FoundationEssentials
public import Postgres

/// What an operator sees of parked events and may do about them.
public struct ParkedEvents: Sendable {
  let database: PostgresClient

  /// - Parameter database: as the service's application role.
  public init(in database: PostgresClient) { self.database = database }

  /// The first parked event of each key, the oldest first.
  ///
  /// - Parameter onlyDead: those that are not tried any more.
  public func heads(onlyDead: Bool) async throws -> [ParkedHead] {
    try await database.readAlone(FindHeads(onlyDead: onlyDead))
  }

  /// Whether the event is the first parked one of its key.
  public func isHead(_ id: UUID) async throws -> Bool {
    try await !database.readAlone(FindHead(id: id)).isEmpty
  }

  /// Has a consumer try the event now, once more if it is dead; it looks once a second.
  ///
  /// - Returns: false if it is not parked, or others of its key are before it.
  public func retry(_ id: UUID, at now: Date) async throws -> Bool {
    try await underLock(of: id) { transaction, slot, position in
      try await transaction.execute(
        RetryHead(slot: slot, position: position, now: now)
      ).isEmpty == false
    }
  }

  /// Gives the event up and keeps it with who did so and why; its key flows again.
  ///
  /// - Returns: false if it is not parked, or others of its key are before it.
  public func skip(_ id: UUID, by who: String, because why: String, at now: Date) async throws
    -> Bool
  {
    try await underLock(of: id) { transaction, slot, position in
      let isHead = try await !transaction.execute(
        KeepSkipped(slot: slot, position: position, now: now, who: who, why: why)
      ).isEmpty
      if isHead { transaction.enqueue(Unpark(slot: slot, position: position, now: now)) }
      return isHead
    }
  }

  /// Consumers let a slot go after a batch at the latest.
  private func underLock(
    of id: UUID, _ body: (Transaction, Slot, Int64) async throws -> Bool
  ) async throws -> Bool {
    try await database.withTransaction { transaction in
      guard let (slot, _) = try await transaction.one(LockSlotOfParked(id: id)),
        // Asked again: it may have gone while this waited for the lock.
        let (_, position) = try await transaction.one(LockSlotOfParked(id: id))
      else { return false }
      return try await body(transaction, slot, position)
    }
  }
}

/// A parked event for which its key waits.
public struct ParkedHead: Sendable {
  public let id: UUID
  public let source: String
  public let type: String
  public let subject: ExactText
  public let version: Int64
  public let parkedAt: Date
  public let cause: String?
  public let tries: Int
  /// When it is tried again; nil: it is dead.
  public let retryAt: Date?
  /// How many events of its key wait behind it.
  public let behind: Int
}

private struct FindHeads: Statement {
  static let sql = """
    select p.event_id, p.source, p.type, p.subject, p.sequence, p.parked_at, p.cause, p.tries,
           p.retry_at,
           (select count(*)
            from   inbox_parked behind
            where  behind.source   = p.source
            and    behind.subject  = p.subject
            and    behind.position > p.position)
    from   inbox_parked p
    where  p.head_since is not null
    and    (p.dead_at is not null or not $1)
    order  by p.parked_at, p.source, p.position
    """

  let onlyDead: Bool
  var bindings: Bindings { [onlyDead] }
  static func decode(_ row: inout RowReader) throws -> ParkedHead {
    ParkedHead(
      id: try row.next(), source: try row.next(), type: try row.next(), subject: try row.next(),
      version: try row.next(), parkedAt: try row.next(), cause: try row.next(),
      tries: Int(try row.next(as: Int32.self)), retryAt: try row.next(),
      behind: Int(try row.next(as: Int64.self)))
  }
}

private struct FindHead: Statement {
  static let sql = """
    select true
    from   inbox_parked
    where  event_id = $1
    and    head_since is not null
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Locks the slot of a parked event and says where that is; an event that was replayed while it
/// was parked is parked twice, and the first is meant.
private struct LockSlotOfParked: Statement {
  static let sql = """
    select s.source, s.slot, p.position
    from   inbox_parked p
    join   inbox_slot s
    on     s.source = p.source
    and    s.slot   = p.slot
    where  p.event_id = $1
    order  by p.position
    limit  1
    for    update of s
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> (Slot, Int64) {
    (Slot(source: try row.next(), number: try row.next()), try row.next())
  }
}

/// One more try, also for one that killed its consumers.
private struct RetryHead: Statement {
  static let sql = """
    update inbox_parked
    set    retry_at = $4,
           dead_at  = null,
           started  = least(started, \(Batch.fatalStarts - 1))
    where  source   = $1
    and    slot     = $2
    and    position = $3
    and    head_since is not null
    """

  let slot: Slot
  let position: Int64
  let now: Date
  var bindings: Bindings { [slot.source, slot.number, position, now] }
}

extension ParkedEvents {
  /// For the test that explains each as the application role.
  static let statements: [any Statement.Type] = [
    FindHeads.self, FindHead.self, LockSlotOfParked.self, RetryHead.self, KeepSkipped.self,
    FindSkipped.self,
  ]
}
