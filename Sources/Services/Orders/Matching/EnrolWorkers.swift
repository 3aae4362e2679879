import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Gives workers new in the view their standing: as if they had been loaded until now.
///
/// What a crash loses of it comes again, so nobody who orders waits for the log, nor for a standby.
struct EnrolWorkers: Statement {
  let now: Date

  static let sql = """
    insert into orders.worker_standing (worker_id, load)
    select w.id,
           $1
    from   workers_api.v1_worker w,
           (select set_config('synchronous_commit', 'off', true) offset 0) as once
    where  not exists (select from orders.worker_standing s where s.worker_id = w.id)
    on     conflict (worker_id) do nothing
    """
  var bindings: Bindings { [now.virtualHours] }
}

/// Enrols new workers every few seconds; a match that finds nobody does so at once.
struct EnrolmentService: Service {
  let database: PostgresClient
  let clock: Clock
  var interval = Duration.seconds(10)
  let logger: Logger

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        await TraceContext.$current.withValue(.root) { await enrol() }
        try await Task.sleep(for: interval)
      }
    }
  }

  private func enrol() async {
    do {
      try await database.execute(EnrolWorkers(now: clock.now()))
    } catch {
      logger.warning("new workers could not be enrolled", metadata: ["error": "\(error)"])
    }
  }
}
