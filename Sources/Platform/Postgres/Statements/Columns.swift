/// A statement's answer, to be read column by column: for rows that are passed on to another
/// server, undecoded and without a value per cell.
public struct Columns: Sendable {
  private let result: ResultSet

  init(_ result: ResultSet) { self.result = result }

  /// How many rows there are.
  public var rowCount: Int { Int(result.rowCount) }

  /// One cell, decoded.
  /// - Throws: `PostgresError` with code `.decoding`, as ``RowReader/next(as:)``.
  public func value<T: PostgresDecodable>(
    row: Int, column: Int, as type: T.Type = T.self
  ) throws -> T {
    var reader = RowReader(result: result, row: Int32(row), column: Int32(column))
    return try withExtendedLifetime(result) { try reader.next() }
  }

  /// A whole column as the array that a statement may bind.
  /// - Throws: `PostgresError` with code `.decoding` when its type is not `Element`'s or it holds a
  ///   null.
  public func array<Element: PostgresEncodable>(
    column: Int, of element: Element.Type
  ) throws -> EncodedArray<Element> {
    try withExtendedLifetime(result) {
      var array = EncodedArray<Element>(count: rowCount)
      for row in 0..<result.rowCount {
        let cell = result.cell(row: row, column: Int32(column))
        guard let bytes = cell.bytes, cell.oid == Element.oid else {
          throw PostgresError(decoding: "column \(column + 1) is not one of \(Element.self)")
        }
        array.append(bytes)
      }
      return array
    }
  }

  /// Calls `body` with the bytes of each cell of a column as Postgres sent them, nulls left out.
  public func forEach(column: Int, _ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try withExtendedLifetime(result) {
      for row in 0..<result.rowCount {
        if let bytes = result.cell(row: row, column: Int32(column)).bytes { try body(bytes) }
      }
    }
  }
}

/// An array in Postgres's binary form, of values that came from a server and were not decoded.
public struct EncodedArray<Element: PostgresEncodable>: PostgresEncodable {
  private var bytes: [UInt8] = []

  /// - Parameter count: exactly how many elements will be appended.
  init(count: Int) {
    bytes.append(bigEndian: Int32(count == 0 ? 0 : 1))  // dimensions
    bytes.append(bigEndian: Int32(0))  // holds no nulls
    bytes.append(bigEndian: Element.oid.rawValue)
    guard count > 0 else { return }
    bytes.append(bigEndian: Int32(count))
    bytes.append(bigEndian: Int32(1))  // lower bound
  }

  /// Of no elements.
  public static var empty: Self { Self(count: 0) }

  mutating func append(_ element: UnsafeRawBufferPointer) {
    bytes.append(bigEndian: Int32(element.count))
    bytes.append(contentsOf: element)
  }

  public static var oid: PostgresOID { Element.arrayOID }
  public func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: self.bytes) }
}

extension PostgresClient {
  /// Runs one statement that only reads, as ``readAlone(_:)``, for its columns.
  public func columns<S: Statement>(of statement: S) async throws -> Columns {
    Columns(try await answer(to: job(statement, lease: Lease(), .alone)))
  }
}

extension Transaction {
  /// Runs a statement for its columns.
  public func columns<S: Statement>(of statement: S) async throws -> Columns {
    Columns(try await answer(to: BoundStatement(statement)))
  }

  /// Runs ad-hoc SQL for its columns.
  public func columns(of query: PostgresQuery) async throws -> Columns {
    Columns(try await answer(to: BoundStatement(query)))
  }
}
