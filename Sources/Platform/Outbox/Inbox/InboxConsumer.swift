public import Logging
public import Postgres
public import ServiceLifecycle

/// Takes a service's events out of its inbox and has them handled, each exactly once and in the
/// order of its key.
public struct InboxConsumer: Service {
  let database: PostgresClient
  let handlers: [EventHandler]
  let logger: Logger

  /// - Parameter database: as the service's application role.
  public init(_ handlers: [EventHandler], database: PostgresClient, logger: Logger) {
    self.handlers = handlers
    self.database = database
    self.logger = logger
  }

  public func run() async throws {
    try await gracefulShutdown()
  }
}
