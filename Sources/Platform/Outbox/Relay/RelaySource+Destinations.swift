import Postgres

extension RelaySource {
  /// Forgets a destination, so that rotation waits for it no longer. Its relay goes on only after a
  /// ``Reanchor``.
  /// - Returns: whether it was known.
  public func drop(_ destination: String) async throws -> Bool {
    let drop = DropDestination(schema: name, destination: destination)
    return try await !database.execute(drop).isEmpty
  }

  /// The destinations that the outbox keeps events for.
  public func destinations() async throws -> [String] {
    try await database.readAlone(ListDestinations(schema: name))
  }
}

struct DropDestination: Statement {
  static let sql = "delete from {schema}.outbox_destination where name = $1"
  let schema: String?
  let destination: String
  var bindings: Bindings { [destination] }
}

struct ListDestinations: Statement {
  static let sql = "select name from {schema}.outbox_destination order by name"
  let schema: String?
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
