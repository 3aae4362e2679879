import Hummingbird
public import Logging
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Supplies: packages for orders, and the cookies that go with them.
public struct PackingModule: ServiceModule {
  public static let name = "packing"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings: [Setting] = []
  public static let statements: [any Statement.Type] = IdempotencyStatements.all

  public let database: PostgresClient
  let clock: Clock
  let logger: Logger

  /// - Parameter database: as the role `packing_app`.
  public init(database: PostgresClient, clock: Clock = .system, logger: Logger) {
    self.database = database
    self.clock = clock
    self.logger = logger
  }

  public var backgroundServices: [any Service] { [database] }

  public func addRoutes(to router: ServiceRouter) {}
}
