import Contracts
import FoundationEssentials
public import Outbox
import Postgres

extension Transaction {
  /// Tells the rest of MCF what these workers are now, in the transaction that changes them.
  func publish(_ workers: [Worker], at now: Date, traceparent: String) throws {
    try append(
      all: workers.map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }, at: now,
      traceparent: traceparent)
  }
}

extension WorkersModule {
  /// Every worker as it is now.
  public static let backfills = [
    Backfill(WorkerChanged.self) { transaction, after, limit in
      try await transaction.execute(LockWorkers(after: after, limit: limit))
        .map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }
    }
  ]
}

/// The next workers after an id, locked until the transaction ends.
struct LockWorkers: Statement {
  static let sql = """
    select \(Worker.columns)
    from   workers.worker
    where  id > $1
    order by id
    limit  $2
    for no key update
    """

  let after: UUID
  let limit: Int
  var bindings: Bindings { [after, limit] }
  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}
