/// Ad-hoc SQL: what is interpolated is bound, never pasted.
///
/// ```swift
/// try await db.query("select name from cat where id = \(id)", as: String.self)
/// ```
public struct PostgresQuery: Sendable, ExpressibleByStringInterpolation {
  var sql: String
  var bindings: Bindings

  /// SQL from a string that was put together elsewhere; nothing is bound or escaped.
  public init(unescaped sql: String) {
    self.sql = sql
    self.bindings = []
  }

  public init(stringLiteral sql: String) { self.init(unescaped: sql) }

  public init(stringInterpolation: Interpolation) {
    sql = stringInterpolation.sql
    bindings = stringInterpolation.bindings
  }

  public struct Interpolation: StringInterpolationProtocol, Sendable {
    var sql = ""
    var bindings = Bindings()

    public init(literalCapacity: Int, interpolationCount: Int) {
      sql.reserveCapacity(literalCapacity + interpolationCount * 3)
    }

    public mutating func appendLiteral(_ literal: String) { sql += literal }

    /// Binds `value` and writes its `$n`.
    public mutating func appendInterpolation(_ value: some PostgresEncodable) {
      bindings.append(value)
      sql += "$\(bindings.count)"
    }

    /// Binds `value`, or null, and writes its `$n`.
    public mutating func appendInterpolation<T: PostgresEncodable>(_ value: T?) {
      bindings.append(value)
      sql += "$\(bindings.count)"
    }

    /// Pastes `sql` as it is. For identifiers and fragments that code, not people, wrote.
    public mutating func appendInterpolation(unescaped sql: String) { self.sql += sql }
  }
}
