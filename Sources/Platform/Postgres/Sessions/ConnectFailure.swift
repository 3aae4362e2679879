import CLibPQ

/// What libpq says about a connection that could not be made.
struct ConnectFailure {
  let message: String

  init(_ connection: OpaquePointer) {
    self.init(message: PQerrorMessage(connection).map { String(cString: $0) } ?? "")
  }

  init(message: String) {
    self.message = message.hasSuffix("\n") ? String(message.dropLast()) : message
  }

  var error: PostgresError {
    PostgresError(
      .connectFailed, sqlState: sqlState,
      detail: message.isEmpty ? "libpq gives no reason" : message)
  }

  /// Whether it was a server that said no, rather than libpq or the network: behind the severity,
  /// in whatever language, it leaves two spaces, `FATAL:  …`, and libpq one.
  var isTheServers: Bool { message.contains(":  ") }

  /// The code in a verbose message, `FATAL:  28P01: password authentication failed`; of several
  /// hosts, the last one's.
  private var sqlState: SQLState? {
    message.split(separator: "\n").compactMap(Self.sqlState).last
  }

  private static func sqlState(in line: Substring) -> SQLState? {
    guard let severity = line.firstRange(of: ":  ") else { return nil }
    let rest = line[severity.upperBound...]
    let code = rest.prefix { $0.isASCII && ($0.isNumber || $0.isUppercase) }
    guard code.count == 5, rest.dropFirst(5).first == ":" else { return nil }
    return SQLState(rawValue: String(code))
  }
}
