import Contracts
import Postgres

/// The client whom HCB knows by that id.
struct FindClientByExternalID: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    where  external_id = $1
    """

  let externalID: ExactText
  var bindings: Bindings { [externalID] }
  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
