import Glibc

extension LocalPostgres {
  /// How the server is to end.
  public enum StopMode: Sendable {
    /// Transactions are rolled back, everything is flushed.
    case fast
    /// As if it crashed; the next start recovers.
    case immediate

    /// As PostgreSQL's manual has it in "Shutting Down the Server".
    fileprivate var signal: CInt {
      switch self {
      case .fast: SIGINT
      case .immediate: SIGQUIT
      }
    }
  }

  /// Stops the server and waits until all its processes are gone; harmless when they already are.
  ///
  /// - Parameter patience: for what it still has to write.
  /// - Throws: ``LocalPostgresError/Code/stillRunning`` when that is over.
  public func stop(_ mode: StopMode = .fast, patience: Duration = .seconds(60)) async throws {
    try await Self.stop(serverOn: command.data, mode, patience: patience)
  }

  /// Not by `pg_ctl stop`, which believes `postmaster.pid`.
  static func stop(
    serverOn data: String, _ mode: StopMode = .fast, patience: Duration = .seconds(60)
  ) async throws {
    let deadline = ContinuousClock.now + patience
    // A task of its own: it must be stopped even when whoever asks for that is cancelled.
    try await Task {
      var told: Set<pid_t> = []
      while case let processes = try ServerProcess.all(on: data), !processes.isEmpty {
        let leaders = processes.leaders.map(\.pid)
        for pid in leaders where told.insert(pid).inserted { kill(pid, mode.signal) }
        guard ContinuousClock.now < deadline else { throw stillRunning(leaders, on: data) }
        try await Task.sleep(for: .milliseconds(20))
      }
    }.value
  }

  private static func stillRunning(_ pids: [pid_t], on data: String) -> LocalPostgresError {
    let pids = pids.map { "\($0)" }.joined(separator: " ")
    return LocalPostgresError(
      .stillRunning,
      """
      the server on \(data) was told to stop and still runs; if it does not end by itself, \
      kill -QUIT \(pids) ends it, and the next start recovers
      """)
  }
}
