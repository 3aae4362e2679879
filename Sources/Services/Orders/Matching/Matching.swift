import Hummingbird
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Matching as the rest of orders sees it: a matcher for those who accept orders, and routes for
/// the managers who keep the pipeline.
struct Matching: Sendable {
  static let statements: [any Statement.Type] = [
    FindFinalists.self, FindLaterTimes.self, FindPipeline.self, FindNewestPipeline.self,
    InsertPipeline.self, InsertMatchTrace.self, FindMatchTrace.self, FindMatchedOrder.self,
    FindMatchedServiceType.self, EnrolWorkers.self, StandingUpdate.self,
  ]

  let database: PostgresClient
  let clock: Clock
  let matcher: Matcher
  let external: ExternalSteps
  private let logger: Logger

  init(
    database: PostgresClient, clock: Clock, timeZone: String, hosts: OutboundHosts, logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.logger = logger
    external = ExternalSteps(hosts: hosts)
    matcher = Matcher(database: database, external: external, timeZone: timeZone)
  }

  var backgroundServices: [any Service] {
    [external, EnrolmentService(database: database, clock: clock, logger: logger)]
  }

  func addRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/matching/pipeline", use: showPipeline)
    router.put("/api/matching/pipeline", use: replacePipeline)
    router.post("/api/matching/dry-run", use: dryRun)
    router.get("/api/orders/{id}/match", use: showMatch)
  }
}
