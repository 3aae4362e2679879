import CLibPQ

/// One `PGconn` in non-blocking mode: encodes what is sent and reports what comes. Poller thread
/// only.
struct Wire {
  enum Event {
    case answer(PipelineStateMachine.Answer)
    case copyInReady
    /// The server ends the session and says why.
    case goodbye(PostgresError)
  }

  private let handle: LibPQHandle
  private var connection: OpaquePointer { handle.pointer }
  /// Constant while the connection lives; libpq closes it when the connection breaks.
  let descriptor: Int32
  let backendPID: Int32
  private(set) var isBroken = false

  init(_ connected: Connected) {
    handle = connected.handle
    descriptor = PQsocket(handle.pointer)
    backendPID = connected.backendPID
  }

  // MARK: sending

  mutating func prepare(_ name: String, _ statement: BoundStatement) {
    let oids = statement.bindings.parameters.map(\.oid)
    check(PQsendPrepare(connection, name, statement.sql, Int32(oids.count), oids))
  }

  mutating func execute(_ name: String, _ bindings: Bindings) {
    bindings.withPointers { count, values, lengths, formats in
      check(
        PQsendQueryPrepared(connection, name, count, values, lengths, formats, Self.binary))
    }
  }

  mutating func executeUnprepared(_ statement: BoundStatement) {
    let oids = statement.bindings.parameters.map(\.oid)
    statement.bindings.withPointers { count, values, lengths, formats in
      check(
        PQsendQueryParams(
          connection, statement.sql, count, oids, values, lengths, formats, Self.binary))
    }
  }

  mutating func sync() { check(mcf_queue_sync(connection)) }

  mutating func startScript(_ sql: String) {
    check(PQexitPipelineMode(connection))
    check(PQsendQuery(connection, sql))
  }

  mutating func enterPipeline() { check(PQenterPipelineMode(connection)) }

  /// Returns false when libpq's buffer is full: try again when the socket is writable.
  mutating func copyData(_ bytes: [UInt8]) -> Bool {
    let accepted = bytes.withUnsafeBytes {
      PQputCopyData(
        connection, $0.baseAddress?.assumingMemoryBound(to: CChar.self), Int32($0.count))
    }
    if accepted < 0 { isBroken = true }
    return accepted != 0
  }

  /// Returns false when libpq's buffer is full.
  mutating func copyDone(failure: String?) -> Bool {
    let accepted = PQputCopyEnd(connection, failure)
    if accepted < 0 { isBroken = true }
    return accepted != 0
  }

  /// Writes what is buffered. Returns whether something is left for when the socket is writable.
  mutating func flush() -> Bool {
    let rest = PQflush(connection)
    if rest < 0 { isBroken = true }
    return rest > 0
  }

  private mutating func check(_ success: Int32) { if success == 0 { isBroken = true } }

  private static let binary: Int32 = 1

  // MARK: receiving

  /// Takes from the socket what is there; answers are then to be had from `next`.
  mutating func receive() { check(PQconsumeInput(connection)) }

  /// The next thing that is complete. Call only while an answer is due: libpq blocks otherwise.
  mutating func next() -> Event? {
    guard PQisBusy(connection) == 0 else { return nil }
    // Before the answer: the one behind which it came may be the last of its trip.
    if let warning = handle.takeWarning() { return .answer(.warning(warning)) }
    guard let answer = PQgetResult(connection) else {
      // A dead connection has no more answers, for ever; that is not the end of one.
      guard PQstatus(connection) != CONNECTION_BAD else {
        isBroken = true
        return nil
      }
      return .answer(.end)
    }
    switch PQresultStatus(answer) {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY:
      return .answer(.result(ResultSet(LibPQHandle(answer, .result))))
    case let status:
      defer { PQclear(answer) }
      return Self.event(answer, status)
    }
  }

  private static func event(_ answer: OpaquePointer, _ status: ExecStatusType) -> Event {
    switch status {
    case PGRES_PIPELINE_SYNC: return .answer(.sync)
    case PGRES_PIPELINE_ABORTED: return .answer(.aborted)
    case PGRES_COPY_IN: return .copyInReady
    case PGRES_COPY_OUT, PGRES_COPY_BOTH:
      return .goodbye(PostgresError(.protocolViolation, detail: "COPY TO is not supported"))
    default:
      let error = PostgresError(answer: answer)
      return PostgresError.endsSession(answer) ? .goodbye(error) : .answer(.failure(error))
    }
  }

  func nextNotification() -> (channel: String, payload: String)? {
    guard let notification = PQnotifies(connection) else { return nil }
    defer { PQfreemem(notification) }
    return (
      String(cString: notification.pointee.relname), String(cString: notification.pointee.extra)
    )
  }

  /// What the server itself reports of the session's start and of changes since (PostgreSQL manual,
  /// `PQparameterStatus`).
  var takesNoWrites: Bool {
    func isOn(_ name: String) -> Bool {
      PQparameterStatus(connection, name).map { String(cString: $0) } == "on"
    }
    return isOn("default_transaction_read_only") || isOn("in_hot_standby")
  }

  var transactionStatus: TransactionStatus {
    switch PQtransactionStatus(connection) {
    case PQTRANS_IDLE: .idle
    case PQTRANS_ACTIVE: .active
    case PQTRANS_INTRANS: .inTransaction
    case PQTRANS_INERROR: .inFailedTransaction
    default: .unknown
    }
  }
}

extension Bindings {
  /// The parameters in the form that libpq takes them; all of them are binary.
  func withPointers(
    _ body: (
      _ count: Int32, _ values: UnsafePointer<UnsafePointer<CChar>?>?,
      _ lengths: UnsafePointer<Int32>?, _ formats: UnsafePointer<Int32>?
    ) -> Void
  ) {
    let count = parameters.count
    guard count > 0 else { return body(0, nil, nil, nil) }
    withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: count) { values in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: count * 2) { numbers in
        bytes.withUnsafeBytes { bytes in
          // An empty array may have no address, but a value without bytes is not null.
          let empty = UnsafeRawPointer(bitPattern: 1)
          for (index, parameter) in parameters.enumerated() {
            let start = bytes.baseAddress.map { $0 + Int(parameter.offset) } ?? empty
            values[index] =
              parameter.length < 0 ? nil : start?.assumingMemoryBound(to: CChar.self)
            numbers[index] = parameter.length
            numbers[count + index] = 1
          }
          body(
            Int32(count), UnsafePointer(values.baseAddress), UnsafePointer(numbers.baseAddress),
            numbers.baseAddress.map { UnsafePointer($0 + count) })
        }
      }
    }
  }
}
