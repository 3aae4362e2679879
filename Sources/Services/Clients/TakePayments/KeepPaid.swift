import Contracts
import FoundationEssentials
import Postgres

/// Keeps what a client has paid so far, if that is a newer state than is known; whether there is such
/// a client.
///
/// It is a state and no sum, so nothing counts twice, whatever is repeated or overtaken. The record's
/// version stays: what was paid is nobody's to change by `PATCH`, and billing's to publish.
struct KeepPaid: Statement {
  static let sql = """
    with kept as (
      update clients.client
      set    paid         = greatest($2::int8, 0),
             paid_version = $3
      where  id = $1
      and    paid_version < $3
    )
    select exists (select from clients.client where id = $1)
    """

  let client: UUID
  /// Net of what went back; less than nothing, where both we and the bank gave back, counts as nothing.
  let total: Money
  let version: Int64

  var bindings: Bindings { [client, total.hundredths, version] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
