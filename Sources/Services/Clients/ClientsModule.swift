public import Contracts
import Hummingbird
public import Logging
public import Postgres
public import ServiceKit

/// The register of clients.
public struct ClientsModule: DeployedService {
  public static let name = "clients"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = Discount.settings
  public static let publishes: [any EventPayload.Type] = [ClientChanged.self]
  public static let handlers: [EventHandling<Self>] = [
    .keeping(ManagerChanged.self),
    .on(ClientInvoicePaid.self) { try await $0.take($1, in: $2) },
    .on(ClientInvoiceReversed.self) { try await $0.take($1, in: $2) },
  ]
  public static let backfills = [Backfill(of: Client.self)]
  public static let statements: [any Statement.Type] =
    [
      FindClientByExternalID.self, RegisterClients.self, RegisterUnlessKnown.self,
      UpdateClient.self, KeepPaid.self,
    ] + Client.statements

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

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock, discount: try Discount(parts.configuration),
      logger: parts.logger)
  }

  public static func pageLinks() throws -> [PageLink] { try ClientsPages.links() }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/clients", use: listClients)
    router.post("/api/clients", use: registerClient)
    router.withDeadline(.none).post("/api/clients/import", use: importClients)
    router.get("/api/clients/me", use: recogniseClient)
    router.get("/api/clients/{id}", use: showClient)
    router.patch("/api/clients/{id}", use: changeClient)
    try addPages(to: router)
  }

  func view(_ client: Client) -> ClientView { ClientView(client: client, discount: discount) }
}
