/// Reads the columns of one row from left to right.
public struct RowReader {
  let result: ResultSet
  let row: Int32
  var column: Int32 = 0

  /// The next column.
  /// - Throws: `PostgresError` with code `.decoding` when there is none, it is null and `T` is not
  ///   optional, or its type is not one that `T` reads.
  public mutating func next<T: PostgresDecodable>(as type: T.Type = T.self) throws -> T {
    let index = column
    guard index < result.columnCount else {
      throw PostgresError(decoding: "the row has only \(result.columnCount) columns")
    }
    column += 1
    do {
      return try T(postgres: result.cell(row: row, column: index))
    } catch let mistake as PostgresCell.Mistake {
      throw PostgresError(
        decoding: "column \(index + 1) (\(result.name(ofColumn: index))): \(mistake.reason)")
    }
  }

  /// How many columns the row has.
  public var count: Int { Int(result.columnCount) }

  /// Passes over `columns` columns.
  public mutating func skip(_ columns: Int = 1) { column += Int32(columns) }
}
