/// Where the server is and how much of it this process may use.
public struct PostgresConfiguration: Sendable {
  /// libpq's connection string, as URI or `key=value`, several hosts and
  /// `target_session_attrs` included.
  public var url: String
  /// The database to connect to in place of the one that `url` names.
  public var database: String?
  /// Where tables are that statements name without a schema; nil: where the role's default says.
  public var schema: String?
  /// Whether a database in another encoding than UTF-8 is refused.
  public var mustBeUTF8 = true
  /// Connections that single reads share in pipeline mode; opened when needed.
  public var sharedConnections = 2
  /// Connections that transactions and writes have to themselves, at most; opened when needed.
  public var leasedConnections = 8
  /// How long to wait for a connection.
  public var acquireDeadline: Duration = .seconds(5)
  /// How long making one connection may take; libpq counts in whole seconds, at least 2.
  public var connectTimeout: Duration = .seconds(3)
  /// How long a read on a shared connection may take.
  public var readTimeout: Duration = .seconds(1)
  /// A connection on which the server owes an answer and has said nothing for so long is given up,
  /// and no other that stands is trusted. More than the role's `statement_timeout`, so that a server
  /// which lives speaks first, unless it waits for a synchronous standby; reads that travel together
  /// and take longer all the same are sent once more. nil: never, for what may take as long as it
  /// likes.
  public var answerTimeout: Duration?
  /// A connection that nobody needed for so long is closed.
  public var idleTimeout: Duration = .seconds(60)
  /// Whether notifications are sent and listened for; nothing but delay depends on them.
  public var notifies = true
  /// How many bytes of JSON the data of an event may take that a transaction publishes.
  public var eventBytesMax = 1 << 20
  /// Shown in `pg_stat_activity`, and the label `client` of this client's metrics.
  public var applicationName = "mcf"

  public init(url: String) { self.url = url }
}
