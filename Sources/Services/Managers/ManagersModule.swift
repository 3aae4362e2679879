public import Contracts
import FoundationEssentials
import Hummingbird
public import Postgres
public import ServiceKit

/// The register of managers.
public struct ManagersModule: DeployedService {
  public static let name = "managers"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings: [any DescribedSetting] = [Setting.managersMax]
  public static let publishes: [any EventPayload.Type] = [ManagerChanged.self]
  public static let backfills = [Backfill(of: Manager.self)]
  public static let statements: [any Statement.Type] =
    [
      LockActiveManagers.self, CountActiveManagers.self, RegisterManager.self,
      FindManagerByEmail.self, UpdateManager.self,
    ] + Manager.statements

  public let database: PostgresClient
  let clock: Clock
  let configuration: ManagersConfiguration

  /// - Parameter database: as the role `managers_app`.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: ManagersConfiguration = ManagersConfiguration()
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try ManagersConfiguration(parts.configuration))
  }

  /// A manager deactivated here is none any more, although its token is still good.
  public func admit(_ caller: Caller) async throws -> Caller {
    try await caller.without(.manager) { id in
      try await database.readOne(FindRow<Manager>(id: id))?.active == false
    }
  }

  public static func pageLinks() throws -> [PageLink] { try ManagerPages.links() }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/managers", use: listManagers)
    router.post("/api/managers", use: registerManager)
    router.get("/api/managers/me", use: showSelf)
    router.get("/api/managers/{id}", use: showManager)
    router.patch("/api/managers/{id}", use: changeManager)
    try addPages(to: router)
  }
}
