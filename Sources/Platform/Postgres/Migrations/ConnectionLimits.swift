/// How many connections the roles may have on a cluster: the one place where they are counted.
///
/// A rolling update runs as many new processes beside the old ones, which are connected until they
/// have stopped. As many again as one process has are for people: `mcf outbox`, `psql`.
public struct ConnectionLimits: Sendable {
  /// An application role's: a process opens what a ``PostgresConfiguration`` allows, a consumer's
  /// connections among them.
  public let application: Int
  /// The relay's: one opens 5 a database, see `PostgresConfiguration.relay(url:notifies:)`.
  public let relay: Int

  /// What is meant unless somebody says otherwise.
  public static let replicas = 2

  /// - Parameter replicas: how many processes of one service run at a time, and how many relays.
  public init(replicas: Int) {
    let processes = 2 * replicas + 1
    application = PostgresConfiguration(url: "").mostConnections * processes
    relay = 5 * Migrator.databases.count * processes
  }

  /// Of all roles: what a cluster that has all databases must have room for, beside
  /// `superuser_reserved_connections`.
  public var total: Int { Migrator.databases.flatMap(\.1).count * application + relay }
}

extension PostgresConfiguration {
  /// How many connections are opened at most: two of them to listen and to ring.
  public var mostConnections: Int { sharedConnections + leasedConnections + 2 }
}
