extension PostgresClient {
  /// Streams rows into a table with binary COPY, in one transaction, in bounded memory.
  /// - Parameters:
  ///   - table: as SQL writes it, schema included; from code, never from people.
  ///   - columns: each row binds them in this order, each value in exactly the column's type
  ///     (`Int32` for `int4`).
  /// - Returns: how many rows went in.
  /// - Throws: what `rows` throws, or the server's error; nothing has gone in then. `.outcomeUnknown`
  ///   when it was broken off behind the last row.
  public func copy<Rows: AsyncSequence>(
    into table: String, columns: [String], rows: Rows,
    isolation: isolated (any Actor)? = #isolation
  ) async throws -> Int where Rows.Element == Bindings {
    try refuseNestedUse(nil)
    let work = LeasedWork(pool: pool)
    let list = columns.joined(separator: ", ")
    do {
      _ = try await work.perform(.copyIn("copy \(table) (\(list)) from stdin (format binary)"))
    } catch {
      await work.end()
      throw error
    }
    do {
      try await send(rows, columns.count, to: work)
      let answers = try await work.perform(.copyDone(failure: nil))
      await work.end()
      return answers.last?.affectedRows ?? 0
    } catch {
      await work.end(after: .copyDone(failure: "the client gave up"))
      throw error
    }
  }

  private func send<Rows: AsyncSequence>(
    _ rows: Rows, _ columns: Int, to work: LeasedWork,
    isolation: isolated (any Actor)? = #isolation
  ) async throws where Rows.Element == Bindings {
    var buffer = CopyBuffer()
    for try await row in rows {
      guard row.count == columns else {
        throw PostgresError(
          .protocolViolation, statement: "copy",
          detail: "a row of \(row.count) values for \(columns) columns")
      }
      buffer.append(row)
      if buffer.isFull { _ = try await work.perform(.copyData(buffer.take())) }
    }
    buffer.finish()
    _ = try await work.perform(.copyData(buffer.take()))
  }
}

/// Rows in COPY's binary format (PostgreSQL manual, COPY, "Binary Format").
struct CopyBuffer {
  private static let chunkBytes = 65_536
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.append(contentsOf: Array("PGCOPY\n".utf8) + [0xFF] + Array("\r\n".utf8) + [0])
    bytes.append(bigEndian: Int32(0))  // flags
    bytes.append(bigEndian: Int32(0))  // header extension
  }

  var isFull: Bool { bytes.count >= Self.chunkBytes }

  mutating func append(_ row: Bindings) {
    bytes.append(bigEndian: Int16(row.count))
    for parameter in row.parameters {
      bytes.append(bigEndian: parameter.length)
      guard parameter.length > 0 else { continue }
      let start = Int(parameter.offset)
      bytes.append(contentsOf: row.bytes[start..<start + Int(parameter.length)])
    }
  }

  mutating func finish() { bytes.append(bigEndian: Int16(-1)) }

  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: false) }
    return bytes
  }
}
