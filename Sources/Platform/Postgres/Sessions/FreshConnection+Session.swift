import Synchronization

/// Held by whoever has a second connection for a moment, so that a client needs one more than it
/// works with, however many it makes at once.
final class SecondConnection: Sendable {
  fileprivate let turn = Mutex(())
}

// Poolers. One gives itself away by announcing another process id than the server's.
extension FreshConnection {
  /// Makes sure that the connection has its session to itself for as long as it lives.
  ///
  /// A pooler in transaction or statement mode runs each transaction or statement of a connection
  /// in whichever session is free. What was prepared, set or locked there is then somebody else's,
  /// and so may be the answer to a COMMIT. Of two connections that live at once each has a session,
  /// or they change: while another one holds a transaction open, this one is asked for its own.
  /// - Throws: with a sentence for whoever runs the pooler.
  func requireSession(
    of backend: Backend, _ request: Connector.Request
  ) throws(PostgresError) {
    let isSession: Bool
    do throws(PostgresError) {
      isSession = try request.second.turn.withLock { _ throws(PostgresError) in
        try keepsSession(backend, beside: FreshConnection(request))
      }
    } catch {
      throw .noSession(request.configuration, because: error)
    }
    guard isSession else { throw .noSession(request.configuration, because: nil) }
  }

  private func keepsSession(
    _ backend: Backend, beside other: FreshConnection
  ) throws(PostgresError) -> Bool {
    for _ in 0..<3 {
      try other.ask("begin")
      guard try other.askBackend().pid != backend.pid, try askBackend().pid == backend.pid else {
        return false
      }
      try other.ask("rollback")
    }
    return true
  }
}

extension PostgresError {
  fileprivate static func noSession(
    _ configuration: PostgresConfiguration, because cause: PostgresError?
  ) -> PostgresError {
    let most = configuration.sharedConnections + configuration.leasedConnections + 2
    return PostgresError(
      .connectFailed, sqlState: cause?.sqlState,
      detail: """
        the pooler in between does not give each connection a session of its own, which MCF needs. \
        What works is session mode (PgBouncer: pool_mode = session), with a pool of at least \
        \(most + 1) connections for each process of "\(configuration.applicationName)"; or no pooler
        """ + (cause.map { ". It said: \($0.detail)" } ?? ""))
  }
}
