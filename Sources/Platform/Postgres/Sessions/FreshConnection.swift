import CLibPQ
import Glibc

/// A connection that is being made, on a thread of its own, which may wait, but not for ever.
struct FreshConnection {
  private let handle: LibPQHandle
  private let deadline: Instant
  private var pointer: OpaquePointer { handle.pointer }

  /// - Throws: what libpq or the server says, with the server's SQLSTATE.
  init(_ request: Connector.Request) throws(PostgresError) {
    _ = CallersEnvironment.isForgotten
    guard let pointer = Self.open(request.configuration.libpqParameters(for: request.role)) else {
      throw PostgresError(.connectFailed, detail: "there is no memory for another connection")
    }
    handle = LibPQHandle(pointer, .connection)
    if PQstatus(pointer) != CONNECTION_OK { try Self.askAgain(pointer) }
    deadline = .now + request.configuration.connectTimeout
  }

  private static func open(_ parameters: [(String, String)]) -> OpaquePointer? {
    var keywords = parameters.map { strdup($0.0).map { UnsafePointer($0) } }
    var values = parameters.map { strdup($0.1).map { UnsafePointer($0) } }
    defer {
      for text in keywords + values { free(UnsafeMutableRawPointer(mutating: text)) }
    }
    keywords.append(nil)
    values.append(nil)
    return PQconnectdbParams(keywords, values, 1)
  }

  /// libpq tells the SQLSTATE of a failed connect in verbose messages only, and these can be asked
  /// for only once there is a connection object: so a server that has refused is asked again.
  private static func askAgain(_ pointer: OpaquePointer) throws(PostgresError) {
    let first = ConnectFailure(pointer)
    guard first.isTheServers else { throw first.error }
    PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
    PQreset(pointer)
    guard PQstatus(pointer) == CONNECTION_OK else { throw ConnectFailure(pointer).error }
    PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
  }

  // MARK: questions

  /// Runs one statement and waits for it; the first row as text.
  @discardableResult
  func ask(_ sql: String) throws(PostgresError) -> [String] {
    guard PQsendQuery(pointer, sql) == 1 else { throw ConnectFailure(pointer).error }
    var row: [String] = []
    var failure: PostgresError?
    while let answer = try next() {
      defer { PQclear(answer) }
      switch PQresultStatus(answer) {
      case PGRES_COMMAND_OK: break
      case PGRES_TUPLES_OK:
        row = (0..<PQnfields(answer)).map { column in
          PQgetvalue(answer, 0, column).map { String(cString: $0) } ?? ""
        }
      default: failure = failure ?? PostgresError(answer: answer)
      }
    }
    if let failure { throw failure }
    return row
  }

  /// The next answer; nil: that was the last one.
  private func next() throws(PostgresError) -> OpaquePointer? {
    while PQisBusy(pointer) == 1 {
      let rest = (deadline - .now).wholeMilliseconds
      var descriptor = pollfd(fd: PQsocket(pointer), events: Int16(POLLIN), revents: 0)
      guard rest > 0, poll(&descriptor, 1, Int32(clamping: rest)) != 0 else {
        throw PostgresError(
          .connectFailed, detail: "timeout expired: the server has let us in and says no more")
      }
      guard PQconsumeInput(pointer) == 1 else { throw ConnectFailure(pointer).error }
    }
    return PQgetResult(pointer)
  }

  // MARK: what it is

  /// The process id that the other side gave when it let us in.
  var announcedPID: Int32 { PQbackendPID(pointer) }

  func askBackend() throws(PostgresError) -> Backend {
    try Backend(ask("select pg_backend_pid(), current_setting('synchronous_commit')"))
  }

  /// - Throws: in a database of another encoding: it cannot hold every text, or cuts them in the
  ///   middle of a character.
  func requireUTF8() throws(PostgresError) {
    guard let encoding = PQparameterStatus(pointer, "server_encoding").map({ String(cString: $0) }),
      encoding != "UTF8"
    else { return }
    throw PostgresError(
      .connectFailed,
      detail: """
        the database's encoding is \(encoding), and MCF needs UTF8: make it anew with \
        "create database … encoding 'UTF8' locale 'C.UTF-8' template template0"
        """)
  }

  /// As the poller needs it.
  func ready() throws(PostgresError) -> LibPQHandle {
    guard PQsetnonblocking(pointer, 1) == 0, PQenterPipelineMode(pointer) == 1 else {
      throw ConnectFailure(pointer).error
    }
    return handle
  }
}

/// The server's process behind a connection.
struct Backend {
  let pid: Int32
  let remark: String?

  init(_ row: [String]) throws(PostgresError) {
    guard row.count == 2, let pid = Int32(row[0]) else {
      throw PostgresError(.connectFailed, detail: "whoever answers is no Postgres")
    }
    self.pid = pid
    remark = SessionSettings.isDurable(row[1]) ? nil : Self.remark(on: row[1])
  }

  private static func remark(on level: String) -> String {
    """
    synchronous_commit is \(level) for this database or role: MCF's own sessions set it to on, \
    since an event could be delivered and its cause lost; better set it there
    """
  }
}
