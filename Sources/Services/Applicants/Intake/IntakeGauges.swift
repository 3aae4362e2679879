import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle

/// Shows what waits: read from the tables, so that whichever replica is asked says the same.
struct IntakeGauges: Service {
  static let interval = Duration.seconds(15)

  let database: PostgresClient
  let clock: Clock
  let logger: Logger

  func run() async {
    await Rounds("what waits of applicants", every: Self.interval, logger: logger) {
      try await look()
    }.run()
  }

  private func look() async throws {
    guard let backlog = try await database.readOne(ReadBacklog(now: clock.now())) else { return }
    IntakeMetrics.waiting().record(backlog.forms)
    IntakeMetrics.waitingSeconds().record(backlog.formSeconds)
    IntakeMetrics.actsWaiting().record(backlog.actSeconds)
  }
}

struct ReadBacklog: Statement {
  static let sql = """
    select count(*),
           coalesce(extract(epoch from $1 - min(received_at)), 0)::float8,
           coalesce(extract(epoch from $1 - (select min(at)
                                             from   applicants.portal_act
                                             where  done_at is null)), 0)::float8
    from   applicants.submission
    """

  let now: Date
  var bindings: Bindings { [now] }

  struct Row: Sendable {
    let forms: Int
    let formSeconds: Double
    let actSeconds: Double
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(forms: try row.next(), formSeconds: try row.next(), actSeconds: try row.next())
  }
}
