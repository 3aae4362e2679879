public import Contracts
import FoundationEssentials
public import Postgres

/// Which rows of a register a page has; what is nil does not narrow it.
struct RegisterPage<Row: RegisterRow>: Sendable {
  var active: Bool?
  /// What ``RegisterRow/filterColumn`` has to be.
  var filter: ExactText?
  /// Where the page before ended.
  var after: UUID?
  var limit: Int

  /// - Parameter scope: a condition that the page is planned for.
  static func sql(scope: String) -> String {
    """
    select \(Row.columns)
    from   \(Row.table)
    where  \(scope)
    and    ($1::bool is null or active = $1)
    and    ($2::text is null or \(Row.filterColumn ?? "null") = $2)
    and    ($3::uuid is null or id > $3)
    order  by id
    limit  $4
    """
  }

  /// `$1` to `$4`.
  var bindings: Bindings { [active, filter, after, limit] }
}

extension PostgresClient {
  /// The page of a register that a query asks for with `active`, `q`, `limit` and `cursor`. They are
  /// the last of its parameters to be read.
  ///
  /// - Parameters:
  ///   - filter: what ``RegisterRow/filterColumn`` has to be; nil: anything.
  ///   - item: what is shown of a row.
  /// - Throws: a 400 problem with all mistakes of the query.
  public func page<Row: RegisterRow, Item>(
    of _: Row.Type, _ query: QueryForm, filter: ExactText? = nil, item: (Row) -> Item
  ) async throws -> Page<Item> {
    let limit = query.limit()
    let pattern = query.search().map(LikePattern.init)
    let page = RegisterPage<Row>(
      active: query.bool("active"), filter: filter, after: query.cursor(Row.table, UUID.self),
      limit: limit + 1)
    try query.finish()
    let rows =
      if let pattern {
        try await read(SearchRows(page: page, pattern: pattern))
      } else {
        try await read(ListRows(page: page))
      }
    return Page(
      fetched: rows, limit: limit, cursor: { Cursor.encode(Row.table, $0.id) }, item: item)
  }
}
