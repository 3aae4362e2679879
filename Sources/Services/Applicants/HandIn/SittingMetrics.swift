import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle

/// Shows how it stands with attempts: read from the tables, so that whichever replica is asked says
/// the same.
struct SittingMetrics: Service {
  static let all: [any DescribedMetric] = [running, late, parked, handedIn]

  private static let running = Metric<Gauge>(
    "mcf_attempts_running", meaning: "tests of applicants that are being sat")
  private static let late = Metric<Gauge>(
    "mcf_attempts_late_seconds",
    meaning: """
      for how long a test takes no answers any more and is not handed in, at the most; 0 is good
      """)
  private static let parked = Metric<Gauge>(
    "mcf_scoring_parked",
    meaning: "attempts that could not be scored and are left to a manager; 0 is good")
  private static let handedIn = Metric<Counter>(
    "mcf_attempts_handed_in_total", by: "by",
    meaning: "attempts that were handed in, by whom: applicant, time")

  static func handedIn(by closer: Attempt.Closer) -> Counter {
    handedIn([("by", closer.rawValue)])
  }

  let database: PostgresClient
  let clock: Clock
  let logger: Logger

  func run() async {
    await Rounds("how it stands with attempts", every: IntakeGauges.interval, logger: logger) {
      try await look()
    }.run()
  }

  private func look() async throws {
    guard let figures = try await database.readOne(ReadSittingFigures(now: clock.now())) else {
      return
    }
    Self.running().record(figures.running)
    Self.late().record(max(figures.lateSeconds, 0))
    Self.parked().record(figures.parked)
  }
}
