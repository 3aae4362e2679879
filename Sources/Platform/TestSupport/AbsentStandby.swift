public import Postgres

/// A synchronous standby that a server demands and that is not there: commits wait until it is `come`.
public struct AbsentStandby: Sendable {
  private let admin: PostgresClient

  /// - Parameter admin: of a server of the test's own, as superuser.
  public init(demandedBy admin: PostgresClient) async throws {
    self.admin = admin
    try await demand("nobody")
    // The demand is in force when the server's checkpointer has heard of it, as only a commit shows.
    let probe = Task {
      while true { try await admin.query("select pg_logical_emit_message(true, 'probe', '')") }
    }
    try await eventually("a commit waits") { try await !waiting().isEmpty }
    probe.cancel()
    try await eventually("the probe has stopped") {
      try await admin.query(
        "select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'") == 0
    }
  }

  /// The backends whose commit waits.
  public func waiting() async throws -> [Int32] {
    try await admin.query(
      "select pid from pg_stat_activity where wait_event = 'SyncRep'", as: Int32.self)
  }

  /// The backend whose commit waits, once there is one.
  public func waitingBackend() async throws -> Int32 {
    try await eventually("a commit waits") { try await waiting().first }
  }

  /// All that wait are served.
  public func come() async throws { try await demand("") }

  private func demand(_ name: String) async throws {
    try await admin.query("alter system set synchronous_standby_names = '\(unescaped: name)'")
    try await admin.query("select pg_reload_conf()")
  }
}
