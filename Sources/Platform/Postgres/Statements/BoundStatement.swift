/// A statement ready to send: its encoded parameters, and where its text is when that is needed.
struct BoundStatement: Sendable {
  enum Source: Sendable {
    /// Prepared on each connection at first use, filed under the type and the schema.
    case type(any Statement.Type, schema: String?)
    /// Sent unprepared, with this name for errors.
    case text(String, name: String)
  }

  let source: Source
  let bindings: Bindings

  init<S: Statement>(_ statement: S) {
    source = .type(S.self, schema: statement.schema)
    bindings = statement.bindings
  }

  init(_ query: PostgresQuery, name: String = "query") {
    source = .text(query.sql, name: name)
    bindings = query.bindings
  }

  /// Not stored: composing a type's name takes longer than sending the statement.
  var name: String {
    switch source {
    case .type(let type, _): type.name
    case .text(_, let name): name
    }
  }

  var sql: String {
    switch source {
    case .type(let type, nil): type.sql
    case .type(let type, let schema?): type.sql(in: schema)
    case .text(let sql, _): sql
    }
  }

  /// What a connection files the prepared statement under; nil: not prepared.
  var key: Key? {
    switch source {
    case .type(let type, let schema): Key(type: ObjectIdentifier(type), schema: schema)
    case .text: nil
    }
  }

  struct Key: Hashable {
    let type: ObjectIdentifier
    let schema: String?
  }
}
