import Postgres

extension PostgresClient {
  /// Prepares a statement and explains its execution with nulls, as this client's role.
  ///
  /// PREPARE alone checks no privileges; EXPLAIN EXECUTE does. The plan is the generic one, so that
  /// no null is folded into a plan without the tables.
  ///
  /// - Parameter schema: what `{schema}` stands for.
  func explain(_ statement: any Statement.Type, in schema: String? = nil) async throws {
    var text = schema.map { statement.sql(in: $0) } ?? statement.sql
    // Only what a cursor reads has a plan.
    if text.hasPrefix("declare "), let query = text.firstRange(of: "cursor for") {
      text = String(text[query.upperBound...])
    }
    try await withConnection { [text] connection in
      try await connection.script("set plan_cache_mode = force_generic_plan")
      try await connection.script("prepare checked as \(text)")
      let counts = try await connection.query(
        "select cardinality(parameter_types)::int8 from pg_prepared_statements",
        as: Int64.self)
      let nulls = repeatElement("null", count: Int(counts.first ?? 0)).joined(separator: ", ")
      let execute = nulls.isEmpty ? "checked" : "checked(\(nulls))"
      try await connection.script("explain execute \(execute)")
    }
  }
}
