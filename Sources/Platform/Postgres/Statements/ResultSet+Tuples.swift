extension ResultSet {
  /// Decodes every row as one tuple, for ad-hoc queries.
  func tuples<each Column: PostgresDecodable>(
    as columns: repeat (each Column).Type
  ) throws -> [(repeat each Column)] {
    try withExtendedLifetime(handle) {
      try (0..<rowCount).map { row in
        var reader = RowReader(result: self, row: row)
        return (repeat try reader.next(as: each columns))
      }
    }
  }
}
