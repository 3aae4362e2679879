import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle

/// Shows how it stands with mails: read from the tables, so that whichever replica is asked says the
/// same.
struct MailGauges: Service {
  static let metrics: [any DescribedMetric] = [waiting, oldest, late, suppressed]

  private static let waiting = Metric<Gauge>(
    "mcf_mail_waiting", by: "state",
    meaning: "mails that are not settled, by state; `waiting`: the person is not heard of so far")
  private static let oldest = Metric<Gauge>(
    "mcf_mail_oldest_seconds",
    meaning: "the age of the oldest mail that is queued or being sent; 0: there is none")
  private static let late = Metric<Gauge>(
    "mcf_mail_late_seconds",
    meaning: "for how long the mail that is due first was not tried; what is put off is not due")
  private static let suppressed = Metric<Gauge>(
    "mcf_mail_suppressed", meaning: "addresses that are not written to")

  private static let interval = Duration.seconds(15)

  let database: PostgresClient
  let clock: Clock
  let logger: Logger

  func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  private func turn() async {
    do {
      guard let standing = try await database.readOne(ReadMailStanding(now: clock.now())) else {
        return
      }
      Self.waiting([("state", "waiting")]).record(standing.waiting)
      Self.waiting([("state", "queued")]).record(standing.queued)
      Self.waiting([("state", "sending")]).record(standing.sending)
      Self.oldest().record(standing.oldestSeconds)
      Self.late().record(standing.lateSeconds)
      Self.suppressed().record(standing.suppressed)
    } catch {
      logger.warning("mails cannot be counted", metadata: ["cause": "\(error)"])
    }
  }
}
