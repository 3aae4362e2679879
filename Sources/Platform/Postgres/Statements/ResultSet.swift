import CLibPQ

/// One complete answer of libpq. It never changes, so any task may read it.
struct ResultSet: Sendable {
  let handle: LibPQHandle
  let rowCount: Int32
  let columnCount: Int32

  init(_ handle: LibPQHandle) {
    self.handle = handle
    rowCount = PQntuples(handle.pointer)
    columnCount = PQnfields(handle.pointer)
  }

  func cell(row: Int32, column: Int32) -> PostgresCell {
    let oid = PostgresOID(rawValue: PQftype(handle.pointer, column))
    guard PQgetisnull(handle.pointer, row, column) == 0,
      let start = PQgetvalue(handle.pointer, row, column)
    else { return PostgresCell(bytes: nil, oid: oid) }
    let count = Int(PQgetlength(handle.pointer, row, column))
    return PostgresCell(bytes: UnsafeRawBufferPointer(start: start, count: count), oid: oid)
  }

  func name(ofColumn column: Int32) -> String {
    PQfname(handle.pointer, column).map { String(cString: $0) } ?? "?"
  }

  /// `INSERT 0 3`, `COMMIT`, …
  var commandTag: String {
    PQcmdStatus(handle.pointer).map { String(cString: $0) } ?? ""
  }

  /// Rows inserted, changed, deleted or selected.
  var affectedRows: Int {
    PQcmdTuples(handle.pointer).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// Decodes every row with `S`.
  func rows<S: Statement>(of statement: S.Type) throws -> [S.Row] {
    if S.Row.self == Void.self, let none = Array(repeating: (), count: affectedRows) as? [S.Row] {
      return none
    }
    return try withExtendedLifetime(handle) {
      var rows: [S.Row] = []
      rows.reserveCapacity(Int(rowCount))
      for row in 0..<rowCount { rows.append(try decode(row, with: S.self)) }
      return rows
    }
  }

  /// Decodes the first row with `S`, if there is one.
  func firstRow<S: Statement>(of statement: S.Type) throws -> S.Row? {
    try withExtendedLifetime(handle) {
      rowCount == 0 ? nil : try decode(0, with: S.self)
    }
  }

  private func decode<S: Statement>(_ row: Int32, with statement: S.Type) throws -> S.Row {
    var reader = RowReader(result: self, row: row)
    do {
      return try S.decode(&reader)
    } catch let error as PostgresError {
      throw error.named(S.name)
    }
  }
}
