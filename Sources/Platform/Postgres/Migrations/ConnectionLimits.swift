/// How many connections the roles may have on a cluster: the one place where they are counted.
///
/// A rolling update runs as many new processes beside the old ones, which are connected until they
/// have stopped. As many again as one process has are for people: `mcf outbox`, `psql`.
public struct ConnectionLimits: Sendable {
  /// An application role's: a process opens what a ``PostgresConfiguration`` allows, a consumer's
  /// connections among them.
  public let application: Int
  /// A caller's: a process has 2 shared connections, 4 leased ones, and as every process 2 to listen
  /// and to ring.
  public let caller: Int
  /// The relay's: one opens 5 a database, see `PostgresConfiguration.relay(url:notifies:)`.
  public let relay: Int
  /// Of all roles: what a cluster that has all databases must have room for, beside
  /// `superuser_reserved_connections`.
  public let total: Int

  /// What is meant unless somebody says otherwise.
  public static let replicas = 2

  /// - Parameter replicas: how many processes of one service run at a time, and how many relays.
  public init(replicas: Int, of layout: ClusterLayout) {
    application = Self.application(replicas: replicas)
    let caller = 8 * Self.processes(replicas)
    self.caller = caller
    relay = 5 * layout.databases.count * Self.processes(replicas)
    total = layout.schemas.reduce(relay) {
      $0 + $1.roles.count * Self.application(replicas: replicas) + $1.callers.count * caller
    }
  }

  /// For how many replicas an application role's limit is, which a version may have given whose
  /// processes opened fewer connections; at least what is meant unless somebody says otherwise.
  static func replicas(limitedTo limit: Int) -> Int {
    (replicas...1000).first { application(replicas: $0) >= limit } ?? 1000
  }

  private static func application(replicas: Int) -> Int {
    PostgresConfiguration(url: "").mostConnections * processes(replicas)
  }

  private static func processes(_ replicas: Int) -> Int { 2 * replicas + 1 }
}

extension PostgresConfiguration {
  /// How many connections are opened at most: two of them to listen and to ring.
  public var mostConnections: Int { sharedConnections + leasedConnections + 2 }
}
