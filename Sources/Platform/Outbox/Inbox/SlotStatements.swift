import Postgres

/// Notes that a batch begins: found again, it is known to have killed its consumer.
///
/// In a transaction of its own, which is not waited for to reach the disk: after a crash of the
/// server, which loses it, the consumer has not been killed.
struct BeginBatch: Statement {
  static let sql = """
    with free as (
      -- not while another consumer works here, nor when it has been faster
      select source, slot
      from   inbox_slot
      where  source   = $1
      and    slot     = $2
      and    position = $3
      and    started  = $4
      for    update skip locked
    )
    update inbox_slot s
    set    started = s.started + 1,
           reached = greatest(s.reached, $5)
    from   free
    where  s.source = free.source
    and    s.slot   = free.slot
    and    set_config('synchronous_commit', 'off', true) is not null
    """

  let batch: Batch
  init(_ batch: Batch) { self.batch = batch }

  var bindings: Bindings {
    [batch.slot.source, batch.slot.number, batch.position, batch.started, batch.last]
  }
}

/// Takes back that a batch began: it failed, but its consumer lives.
struct ForgiveBatch: Statement {
  static let sql = """
    update inbox_slot
    set    started = greatest(started - 1, 0),
           reached = case when started <= 1 then greatest(position, $3) else reached end
    where  source = $1
    and    slot   = $2
    and    started > 0
    and    set_config('synchronous_commit', 'off', true) is not null
    """

  let batch: Batch
  init(_ batch: Batch) { self.batch = batch }

  var bindings: Bindings { [batch.slot.source, batch.slot.number, batch.reached] }
}

/// Takes the lease on a slot, if nobody has it; it ends with the transaction.
///
/// Without parked events in this statement's snapshot there are none under the lock either, unless
/// the position has moved: parking moves it.
struct LeaseSlot: Statement {
  static let sql = """
    select position, started,
           exists (select from inbox_parked p
                   where  p.source = s.source
                   and    p.slot   = s.slot
                   and    p.head_since is not null)
    from   inbox_slot s
    where  source = $1
    and    slot   = $2
    for    update skip locked
    """

  let slot: Slot
  var bindings: Bindings { [slot.source, slot.number] }

  struct Row: Sendable {
    let position: Int64
    let started: Int32
    let hasParked: Bool
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(position: try row.next(), started: try row.next(), hasParked: try row.next())
  }
}

/// The end of a batch.
struct MoveSlot: Statement {
  static let sql = """
    update inbox_slot
    set    position = $3,
           started  = 0
    where  source = $1
    and    slot   = $2
    """

  let slot: Slot
  let position: Int64
  var bindings: Bindings { [slot.source, slot.number, position] }
}

extension Transaction {
  /// Lets the commit return before it is on disk: what the server's crash takes back, effects and
  /// position alike, is done again. Unless that must not be.
  func commitWithoutWaiting() {
    if !mustBeDurable { enqueue(CommitWithoutWaiting()) }
  }
}

struct CommitWithoutWaiting: Statement {
  static let sql = "select set_config('synchronous_commit', 'off', true)"
}
