import CLibPQ
import Glibc

/// A connection that may go to work.
struct Connected: Sendable {
  let handle: LibPQHandle
  /// The server's process. What a pooler has told libpq is another number.
  let backendPID: Int32
  /// What whoever runs the database should know, although the connection works.
  let remark: String?
}

/// Makes connections: looking up names, TLS and SCRAM block inside libpq. Each has a thread of its
/// own, so that nobody waits behind a server that has fallen silent; pools bound how many there are.
struct Connector: Sendable {
  struct Request: Sendable {
    let pool: PoolID
    let role: Session.Role
    let configuration: PostgresConfiguration
    let second: SecondConnection
  }

  /// Gets each finished connection, on the thread that made it.
  let deliver: @Sendable (Request, Result<Connected, PostgresError>) -> Void

  func request(_ request: Request) {
    startThread(named: "pg-connector") { [deliver] in
      do throws(PostgresError) {
        deliver(request, .success(try Self.connect(request)))
      } catch {
        deliver(request, .failure(error.with(.connectFailed)))
      }
    }
  }

  private static func connect(_ request: Request) throws(PostgresError) -> Connected {
    let connection = try FreshConnection(request)
    if request.configuration.mustBeUTF8 { try connection.requireUTF8() }
    let backend = try connection.askBackend()
    if backend.pid != connection.announcedPID {
      try connection.requireSession(of: backend, request)
    }
    try connection.ask(SessionSettings(request.role, request.configuration).sql)
    return Connected(
      handle: try connection.ready(), backendPID: backend.pid, remark: backend.remark)
  }
}
