import Billing
import Configuration
import Logging
import Postgres
import ServiceKit

/// What `mcf doctor` says of the databases that settings name: whether services can work there.
enum DatabaseLook {
  static func findings() async throws -> [Finding] {
    let configuration = try await ConfigReader.environment()
    var findings: [Finding] = []
    for name in ServiceEntry.allCases
    where configuration.has(name.databaseURL) {
      findings.append(
        await Finding("database of \(name)") { try await look(at: name, configuration) })
    }
    if LedgerSide.all.contains(where: { configuration.has($0.service.databaseURL) }) {
      findings.append(await Finding("key of ledgers") { try lookAtKey(configuration) })
    }
    return findings
  }

  private static func lookAtKey(_ configuration: ConfigReader) throws -> String {
    guard let key = try configuration[.ledgerKey] else {
      throw Failure(
        .configuration,
        """
        \(Setting.ledgerKey.name) is not set, so seals of ledgers are not signed; \
        `head -c 32 /dev/urandom | base64` makes one
        """)
    }
    return "its public half is \(key.verifier.text)"
  }

  private static func look(
    at name: ServiceEntry, _ configuration: ConfigReader
  ) async throws -> String {
    var database = PostgresConfiguration(
      url: try configuration[name.databaseURL])
    database.applicationName = "mcf doctor"
    let silent = Logger(label: "doctor", factory: { _ in SwiftLogNoOpLogHandler() })
    let (role, level) = try await withPostgresClient(database, logger: silent) {
      try await $0.query(AskDurability.sql, as: String.self, String.self)[0]
    }
    guard ["on", "remote_apply"].contains(level) else {
      throw Failure(
        .configuration,
        """
        synchronous_commit is \(level) for this database or \(role); set it to on there \
        ("alter database … set synchronous_commit = on")
        """)
    }
    return "answers \(role)"
  }
}

/// What a session begins with, before it sets what it needs itself.
private enum AskDurability {
  static let sql: PostgresQuery = """
    select current_user::text, reset_val
    from   pg_settings
    where  name = 'synchronous_commit'
    """
}
