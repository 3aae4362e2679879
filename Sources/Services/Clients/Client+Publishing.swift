import Contracts
import FoundationEssentials
public import Outbox
import Postgres

extension Transaction {
  /// Tells the rest of MCF what these clients are now, in the transaction that changes them.
  func publish(_ clients: [Client], at now: Date, traceparent: String) throws {
    try append(
      all: clients.map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }, at: now,
      traceparent: traceparent)
  }
}

extension ClientsModule {
  /// Every client as it is now.
  public static let backfills = [
    Backfill(ClientChanged.self) { transaction, after, limit in
      try await transaction.execute(LockClients(after: after, limit: limit))
        .map { OutboxEvent($0.changed, of: $0.id, version: $0.version) }
    }
  ]
}

/// The next clients after an id, locked until the transaction ends.
struct LockClients: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    where  id > $1
    order by id
    limit  $2
    for no key update
    """

  let after: UUID
  let limit: Int
  var bindings: Bindings { [after, limit] }
  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
