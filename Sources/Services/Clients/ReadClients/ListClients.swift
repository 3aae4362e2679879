import FoundationEssentials
import Postgres
import ServiceKit

/// What a list of clients is narrowed to.
struct ClientFilter: Sendable {
  var active: Bool?
  var externalID: String?
}

/// A page of clients in the order of their ids, that is of their registration.
struct ListClients: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    where  ($1::bool is null or active = $1)
    and    ($2::text is null or external_id = $2)
    and    ($3::uuid is null or id > $3)
    order by id
    limit  $4
    """

  let filter: ClientFilter
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [filter.active, filter.externalID, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}

/// The same for those in whose texts something is found: a statement of its own, so that it is
/// planned for the index on them.
struct SearchClients: Statement {
  static let sql = """
    select \(Client.columns)
    from   clients.client
    -- The index has the database's collation; lower case is Unicode's.
    where  search like (lower($5 collate "und-x-icu") collate "default")
    and    ($1::bool is null or active = $1)
    and    ($2::text is null or external_id = $2)
    and    ($3::uuid is null or id > $3)
    order by id
    limit  $4
    """

  let filter: ClientFilter
  let pattern: LikePattern
  let after: UUID?
  let limit: Int

  var bindings: Bindings {
    [filter.active, filter.externalID, after, limit, pattern.containing]
  }

  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
