public import Contracts
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// The register of clients.
public struct ClientsModule: ServiceModule {
  public static let name = "clients"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = Discount.settings
  public static let publishes: [any EventPayload.Type] = [ClientChanged.self]
  public static let consumes: [any EventPayload.Type] = [ManagerChanged.self]
  public static let backfills = [Backfill(of: Client.self)]
  public static let statements: [any Statement.Type] =
    [
      FindClientByExternalID.self, RegisterClients.self, RegisterUnlessKnown.self,
      UpdateClient.self,
    ] + Client.statements + People.statements + IdempotencyStatements.all

  public let database: PostgresClient
  let clock: Clock
  let discount: Discount
  let logger: Logger

  /// - Parameter database: as the role `clients_app`.
  public init(
    database: PostgresClient, clock: Clock = .system, discount: Discount = .standard,
    logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.discount = discount
    self.logger = logger
  }

  public var backgroundServices: [any Service] {
    [
      database,
      InboxConsumer(People.handlers(of: Self.consumes), database: database, logger: logger),
    ]
  }

  public func addRoutes(to router: ServiceRouter) {
    router.get("/api/clients", use: list)
    router.post("/api/clients", use: register)
    router.withDeadline(.none).post("/api/clients/import", use: importLines)
    router.get("/api/clients/me", use: recognise)
    router.get("/api/clients/{id}", use: show)
    router.patch("/api/clients/{id}", use: change)
  }

  func view(_ client: Client) -> ClientView { ClientView(client: client, discount: discount) }
}
