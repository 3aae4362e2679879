import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Turns keys when it is time, ends what nobody has ended, and forgets what was over 90 days ago. Any
/// number of replicas may do so at once.
struct Upkeep: Service {
  let database: PostgresClient
  let keys: SigningKeys
  let life: SessionLife
  let clock: Clock
  let logger: Logger

  static let statements: [any Statement.Type] = [
    EndExpired.self, ForgetAttempts.self, ForgetSessions.self, ForgetKeys.self, ForgetHeard.self,
  ]

  private static let interval = Duration.seconds(600)

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
      logger.warning("upkeep of accounts goes on later", metadata: ["cause": "\(error)"])
    }
  }

  func round() async throws {
    let now = clock.now()
    try await keys.turn(at: now)
    let expired = try await database.execute(EndExpired(now: now, idle: life.idle))
    AccountsMetrics.count(.expired, expired.count)
    let before = now.addingTimeInterval(-Self.kept)
    try await untilNotFull(ForgetAttempts.most) {
      try await database.execute(
        ForgetAttempts(before: before, unusedBefore: now.addingTimeInterval(-86_400))
      ).count
    }
    try await database.execute(ForgetSessions(before: before))
    try await database.execute(ForgetKeys(before: before))
    try await database.execute(ForgetHeard(before: before))
  }

  private static let kept: TimeInterval = 90 * 86_400
}

struct EndExpired: Statement {
  static let sql = """
    update accounts.session
    set    ended_at   = greatest(least(expires_at, seen_at + make_interval(secs => $2)), created_at),
           end_reason = 'expired'
    where  ended_at is null
    and    (expires_at <= $1 or seen_at + make_interval(secs => $2) <= $1)
    returning id
    """

  let now: Date
  let idle: TimeInterval
  var bindings: Bindings { [now, idle] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Of those that nobody came back from a day is enough: anybody can begin as many as they like.
struct ForgetAttempts: Statement {
  static let most = 5_000

  static let sql = """
    delete from accounts.attempt
    where  id in (select id
                  from   accounts.attempt
                  where  created_at < $2
                  and    (used_at is null or created_at < $1)
                  limit  \(most))
    """

  let before: Date
  let unusedBefore: Date
  var bindings: Bindings { [before, unusedBefore] }
}

struct ForgetSessions: Statement {
  static let sql = "delete from accounts.session where ended_at < $1"
  let before: Date
  var bindings: Bindings { [before] }
}

struct ForgetKeys: Statement {
  static let sql = "delete from accounts.signing_key where retired_at < $1"
  let before: Date
  var bindings: Bindings { [before] }
}

struct ForgetHeard: Statement {
  static let sql = "delete from accounts.heard_logout where at < $1"
  let before: Date
  var bindings: Bindings { [before] }
}
