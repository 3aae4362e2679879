public import Contracts
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// The register of workers.
public struct WorkersModule: ServiceModule {
  public static let name = "workers"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings: [Setting] = []
  public static let publishes: [any EventPayload.Type] = [WorkerChanged.self]
  public static let consumes: [any EventPayload.Type] = [ManagerChanged.self]
  public static let backfills = [Backfill(of: Worker.self)]
  public static let statements: [any Statement.Type] =
    [
      AddAbsence.self, FindAbsence.self, ListAbsences.self, RefreshAbsences.self,
      RemoveAbsence.self, RegisterWorker.self, RegisterWorkers.self, UpdateWorker.self,
    ] + Worker.statements + People.statements + PostgresPhotoStore.statements
    + IdempotencyStatements.all

  public let database: PostgresClient
  let photos: any PhotoStore
  let clock: Clock
  let logger: Logger

  /// - Parameter database: as the role `workers_app`.
  public init(database: PostgresClient, clock: Clock = .system, logger: Logger) {
    self.database = database
    self.clock = clock
    self.logger = logger
    photos = PostgresPhotoStore(database)
  }

  public var backgroundServices: [any Service] {
    [
      database,
      InboxConsumer(People.handlers(of: Self.consumes), database: database, logger: logger),
    ]
  }

  public func addRoutes(to router: ServiceRouter) {
    router.get("/api/workers", use: list)
    router.post("/api/workers", use: register)
    router.withDeadline(.none).post("/api/workers/import", use: importLines)
    router.get("/api/workers/me", use: showSelf)
    router.get("/api/workers/{id}", use: show)
    router.patch("/api/workers/{id}", use: change)
    router.get("/api/workers/{id}/photo", use: showPhoto)
    router.put("/api/workers/{id}/photo", use: keepPhoto)
    router.get("/api/workers/{id}/hours", use: showHours)
    router.put("/api/workers/{id}/hours", use: keepHours)
    router.get("/api/workers/{id}/absences", use: listAbsences)
    router.post("/api/workers/{id}/absences", use: addAbsence)
    router.get("/api/workers/{id}/absences/{absence}", use: showAbsence)
    router.delete("/api/workers/{id}/absences/{absence}", use: removeAbsence)
  }
}
