import Hummingbird
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// The register of managers.
public struct ManagersModule: ServiceModule {
  public static let name = "managers"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings: [Setting] = []
  public static let statements: [any Statement.Type] = IdempotencyStatements.all

  public let database: PostgresClient
  let clock: Clock

  /// - Parameter database: as the role `managers_app`.
  public init(database: PostgresClient, clock: Clock = .system) {
    self.database = database
    self.clock = clock
  }

  public var backgroundServices: [any Service] { [database] }

  public func addRoutes(to router: ServiceRouter) {}
}
