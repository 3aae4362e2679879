import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Forgets phones and descriptions of orders that ended long ago; all else stays. Any number of
/// replicas may do so at once.
struct ForgetPersons: Service {
  private static let interval = Duration.seconds(600)

  let database: PostgresClient
  /// After how many days.
  let days: Int
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
      try await round()
    } catch {
      logger.warning("phones are not forgotten", metadata: ["cause": "\(error)"])
    }
  }

  func round() async throws {
    let now = clock.now()
    let forget = BlankPersons(
      endedBefore: now.addingTimeInterval(TimeInterval(-days * 86_400)), now: now)
    try await untilNotFull(BlankPersons.most) { try await database.execute(forget).count }
  }
}

struct BlankPersons: Statement {
  static let most = 500
  static let sql = """
    with old as (
      select order_id
      from   quality.known_order
      where  phone_gone_at is null
      and    outcome is not null
      and    ended_at <= $1
      order  by ended_at
      limit  \(most)
      for    no key update skip locked
    )
    update quality.known_order o
    set    phone         = null,
           description   = null,
           phone_gone_at = $2
    from   old
    where  o.order_id = old.order_id
    returning o.order_id
    """

  let endedBefore: Date
  let now: Date

  var bindings: Bindings { [endedBefore, now] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
