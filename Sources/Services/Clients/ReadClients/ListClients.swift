import FoundationEssentials
import Postgres
import ServiceKit

/// What a list of clients is narrowed to.
struct ClientFilter: Sendable {
  var active: Bool?
  var externalID: String?
  /// A part of name, e-mail or HCB's id, in any case.
  var search: String?
}

/// A page of clients in the order of their ids, that is of their registration.
struct ListClients: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    where  ($1::bool is null or active = $1)
    and    ($2::text is null or external_id = $2)
    and    ($3::text is null
            or strpos(search, lower($3 collate "und-x-icu")) > 0)
    and    ($4::uuid is null or id > $4)
    order by id
    limit  $5
    """

  let filter: ClientFilter
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [filter.active, filter.externalID, filter.search, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
