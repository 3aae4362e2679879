import FoundationEssentials
import Postgres

/// The client of that id.
struct FindClient: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}

/// The client whom HCB knows by that id.
struct FindClientByExternalID: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    where  external_id = $1
    """

  let externalID: String
  var bindings: Bindings { [externalID] }
  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
