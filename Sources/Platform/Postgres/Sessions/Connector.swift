import CLibPQ
import Glibc

/// Makes connections: looking up names, TLS and SCRAM block inside libpq. Each has a thread of its
/// own, so that nobody waits behind a server that has fallen silent; pools bound how many there are.
struct Connector: Sendable {
  struct Request: Sendable {
    let pool: PoolID
    let role: Session.Role
    let configuration: PostgresConfiguration
  }

  /// Gets each finished connection, on the thread that made it.
  let deliver: @Sendable (Request, Result<LibPQHandle, PostgresError>) -> Void

  func request(_ request: Request) {
    startThread(named: "pg-connector") { [deliver] in deliver(request, Self.connect(request)) }
  }

  // MARK: connecting

  private static func connect(_ request: Request) -> Result<LibPQHandle, PostgresError> {
    let parameters = request.configuration.libpqParameters(for: request.role)
    guard let pointer = open(parameters) else { return .failure(PostgresError(.connectFailed)) }
    let handle = LibPQHandle(pointer, .connection)
    PQsetNoticeProcessor(pointer, { _, _ in }, nil)
    if PQstatus(pointer) != CONNECTION_OK {
      guard serverHasRefused(pointer) else { return .failure(.connectFailed(pointer)) }
      // libpq tells the SQLSTATE of a failed connect in verbose messages only, and these can be
      // asked for only once there is a connection object. So the server is asked again.
      PQsetErrorVerbosity(pointer, PQERRORS_VERBOSE)
      PQreset(pointer)
      guard PQstatus(pointer) == CONNECTION_OK else { return .failure(.connectFailed(pointer)) }
      PQsetErrorVerbosity(pointer, PQERRORS_DEFAULT)
    }
    guard PQsetnonblocking(pointer, 1) == 0, PQenterPipelineMode(pointer) == 1 else {
      return .failure(.connectFailed(pointer))
    }
    return .success(handle)
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

  /// Whether it was the server that said no, rather than the network. What libpq itself says is in
  /// English, since this process sets no locale.
  private static func serverHasRefused(_ pointer: OpaquePointer) -> Bool {
    let message = PQerrorMessage(pointer).map { String(cString: $0) } ?? ""
    let ours = [
      "refused\n", "No such file", "timeout expired", "could not translate", "Permission denied",
      "unreachable", "closed the connection", "No route", "timed out", "invalid ", "missing \"=\"",
    ]
    return !ours.contains { message.contains($0) }
  }
}

extension PostgresError {
  /// What libpq says about a connection that could not be made.
  static func connectFailed(_ connection: OpaquePointer) -> PostgresError {
    let message = PQerrorMessage(connection).map { String(cString: $0) } ?? ""
    return PostgresError(.connectFailed, sqlState: sqlState(in: message), detail: message)
  }

  /// The code in a verbose message, `FATAL:  28P01: password authentication failed`.
  static func sqlState(in message: String) -> SQLState? {
    let codes = message.split(separator: ":").dropFirst().lazy
      .map { $0.drop { $0 == " " } }
      .filter { $0.count == 5 && $0.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) } }
    return codes.last.map { SQLState(rawValue: String($0)) }
  }
}

extension PostgresConfiguration {
  /// What comes before `dbname` can be overridden by the connection string, what comes after not.
  func libpqParameters(for role: Session.Role) -> [(String, String)] {
    let seconds = max(2, (connectTimeout.wholeMilliseconds + 999) / 1_000)
    let options = ofURL("options") ?? ""
    return [
      ("connect_timeout", "\(seconds)"),
      ("keepalives", "1"),
      ("keepalives_idle", "30"),
      ("keepalives_interval", "10"),
      ("keepalives_count", "3"),
      ("tcp_user_timeout", "30000"),
      ("fallback_application_name", applicationName),
      ("dbname", url),
      ("client_encoding", "UTF8"),
      ("options", "\(options) \(ownOptions(of: role))"),
    ] + (role == .shared ? sharedTarget : [])
  }

  /// Settings of a kind of connections. As part of connecting they fall under its time-out: a
  /// statement of their own would hold the connector up when the server falls silent.
  private func ownOptions(of role: Session.Role) -> String {
    switch role {
    case .shared:
      "-c default_transaction_read_only=on -c statement_timeout=\(readTimeout.wholeMilliseconds)"
    case .bell: "-c synchronous_commit=off"
    case .leased, .listener: ""
    }
  }

  /// libpq takes no session that is read-only by default for a `read-write` one. On the shared
  /// connections that is our own doing; what is meant is the primary.
  private var sharedTarget: [(String, String)] {
    ofURL("target_session_attrs") == "read-write" ? [("target_session_attrs", "primary")] : []
  }

  /// What the connection string itself says.
  private func ofURL(_ keyword: String) -> String? {
    guard let parsed = PQconninfoParse(url, nil) else { return nil }
    defer { PQconninfoFree(parsed) }
    var option = parsed
    while let name = option.pointee.keyword {
      if String(cString: name) == keyword {
        return option.pointee.val.map { String(cString: $0) }
      }
      option += 1
    }
    return nil
  }
}

extension Duration {
  var wholeMilliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
