/// What the code relies on in a session, whatever its database, its role or the server has for a
/// default.
///
/// Set by a statement behind the connect: the start-up packet's `options`, which would do it in the
/// same trip, poolers refuse or drop.
struct SessionSettings {
  private let values: [(name: String, value: String)]

  init(_ role: Session.Role, _ configuration: PostgresConfiguration) {
    let path = configuration.schema.map { [("search_path", "'\(quotedIdentifier($0))'")] } ?? []
    values = Self.all + path + Self.own(of: role, configuration)
  }

  /// Sets all of them, again after each `discard all`.
  var sql: String {
    let calls = values.map { "set_config('\($0.name)', \($0.value), false)" }
    return "select " + calls.joined(separator: ", ")
  }

  private static let all = [
    // The statements that race are written for it: one that waited sees what the other has done.
    (name: "default_transaction_isolation", value: "'read committed'"),
    (name: "default_transaction_deferrable", value: "'off'"),
    // A commit that comes with a warning is none.
    (name: "client_min_messages", value: "'warning'"),
    // Pools close what is idle by themselves.
    (name: "idle_session_timeout", value: "'0'"),
  ]

  private static func own(
    of role: Session.Role, _ configuration: PostgresConfiguration
  ) -> [(name: String, value: String)] {
    switch role {
    case .shared:
      [
        ("default_transaction_read_only", "'on'"),
        ("statement_timeout", "'\(configuration.readTimeout.wholeMilliseconds)'"),
      ]
    case .bell: [("synchronous_commit", "'off'")]
    case .leased, .listener: [("synchronous_commit", durable)]
    }
  }

  private static let durable = """
    case current_setting('synchronous_commit') when 'remote_apply' then 'remote_apply' else 'on' end
    """

  /// Whether with this `synchronous_commit` no event can be delivered whose cause is lost.
  static func isDurable(_ level: String) -> Bool { level == "on" || level == "remote_apply" }
}
