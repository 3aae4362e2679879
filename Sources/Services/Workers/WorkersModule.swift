public import Contracts
import Hummingbird
public import Logging
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// The register of workers.
public struct WorkersModule: DeployedService {
  public static let name = "workers"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let publishes: [any EventPayload.Type] = [WorkerChanged.self]
  public static let settings = WorkersConfiguration.settings
  public static let metrics = PhotoMetrics.all
  public static let handlers: [EventHandling<Self>] = [
    .on(ApplicantAccepted.self) { try await $0.hire($1, in: $2) },
    .keeping(ManagerChanged.self),
  ]
  public static let backfills = [Backfill(of: Worker.self)]
  public static let statements: [any Statement.Type] =
    [
      AddAbsence.self, FindAbsence.self, ListAbsences.self, RefreshAbsences.self,
      RemoveAbsence.self, RegisterWorker.self, RegisterWorkers.self, UpdateWorker.self,
      FindAcceptance.self, HireWorker.self, KeepAcceptance.self, FindPhotoWork.self,
      GiveUpPhotos.self, ClaimPhotos.self, SettlePhoto.self, NotePhotoFailure.self,
      FindDays.self,
    ] + Worker.statements + PostgresPhotoStore.statements + BusinessTime.statements

  public let database: PostgresClient
  let photos: any PhotoStore
  let clock: Clock
  let configuration: WorkersConfiguration
  let logger: Logger
  let photoErrands: PhotoErrands?

  /// - Parameter database: as the role `workers_app`.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: WorkersConfiguration = WorkersConfiguration(), logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    photos = PostgresPhotoStore(database)
    photoErrands = PhotoErrands(
      database: database, photos: photos, configuration: configuration, clock: clock,
      logger: logger)
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try WorkersConfiguration(parts.configuration), logger: parts.logger)
    for omission in omissions { logger.notice("\(omission)") }
  }

  public var omissions: [String] {
    photoErrands == nil
      ? ["photos of hired workers are not fetched: \(Setting.applicantsAddress.name) is not set"]
      : []
  }

  public var backgroundServices: [any Service] {
    let zone = TimeZoneCheck(
      database: database, timeZone: configuration.timeZone, logger: logger)
    return [zone] + [photoErrands].compactMap { $0 }
  }

  /// A worker deactivated here is none any more, although the token is still good.
  public func admit(_ caller: Caller) async throws -> Caller {
    try await admitAsHeard(caller).without(.worker) { id in
      try await database.readOne(FindRow<Worker>(id: id))?.active == false
    }
  }

  public static func pageLinks() throws -> [PageLink] { try WorkerPages.links() }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/workers", use: listWorkers)
    router.post("/api/workers", use: registerWorker)
    router.withDeadline(.none).post("/api/workers/import", use: importWorkers)
    router.get("/api/workers/me", use: showSelf)
    router.get("/api/workers/{id}", use: showWorker)
    router.patch("/api/workers/{id}", use: changeWorker)
    router.get("/api/workers/{id}/photo", use: showPhoto)
    router.put("/api/workers/{id}/photo", use: keepPhoto)
    router.get("/api/workers/{id}/hours", use: showHours)
    router.put("/api/workers/{id}/hours", use: keepHours)
    router.readingQuery.get("/api/workers/{id}/absences", use: listAbsences)
    router.post("/api/workers/{id}/absences", use: addAbsence)
    router.get("/api/workers/{id}/absences/{absence}", use: showAbsence)
    router.delete("/api/workers/{id}/absences/{absence}", use: removeAbsence)
    try addPages(to: router)
  }
}
