/// A statement ready to send: its text and its encoded parameters, without its Swift type.
struct BoundStatement: Sendable {
  /// What a connection files the prepared statement under; nil: not prepared.
  var key: ObjectIdentifier?
  var name: String
  var sql: String
  var bindings: Bindings

  init<S: Statement>(_ statement: S) {
    key = ObjectIdentifier(S.self)
    name = S.name
    sql = S.sql
    bindings = statement.bindings
  }

  init(_ query: PostgresQuery) {
    name = "query"
    sql = query.sql
    bindings = query.bindings
  }
}
