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
    EndExpired.self, ForgetAttempts.self, EmptySessions.self, ForgetSessions.self, ForgetKeys.self,
    ForgetHeard.self,
  ]

  private static let interval = Duration.seconds(600)

  func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  /// Each by itself: what one cannot do keeps the others from nothing.
  func turn() async {
    let now = clock.now()
    let before = now.addingTimeInterval(-Self.kept)
    await attempt { try await keys.turn(at: now) }
    await attempt {
      let expired = try await database.execute(EndExpired(now: now, idle: life.idle))
      AccountsMetrics.count(.expired, expired.count)
    }
    await forget(
      ForgetAttempts(before: before, unusedBefore: now.addingTimeInterval(-Self.unusedKept)))
    await forget(EmptySessions(before: now.addingTimeInterval(-Self.contentsKept)))
    await forget(ForgetSessions(before: before))
    await forget(ForgetKeys(before: before))
    await forget(ForgetHeard(before: before))
  }

  private func forget(_ statement: some Statement) async {
    await attempt {
      try await untilNotFull(Self.batch) { try await database.execute(statement).count }
    }
  }

  private func attempt(_ work: () async throws -> Void) async {
    do {
      try await work()
    } catch {
      logger.warning("upkeep of accounts goes on later", metadata: ["cause": "\(error)"])
    }
  }

  /// So many rows a statement, which is done long before it may take no longer.
  fileprivate static let batch = 5_000

  private static let kept: TimeInterval = 90 * 86_400
  /// Of those that nobody came back from a day is enough: anybody can begin as many as they like.
  private static let unusedKept: TimeInterval = 86_400
  /// Who it was and their provider's token: the way to the provider's own end is open for less.
  private static let contentsKept: TimeInterval = 3_600
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

/// Those that nobody came back from earlier than others.
struct ForgetAttempts: Statement {
  static let sql = """
    delete from accounts.attempt
    where  id in (select id
                  from   accounts.attempt
                  where  created_at < $2
                  and    (used_at is null or created_at < $1)
                  limit  \(Upkeep.batch))
    """

  let before: Date
  let unusedBefore: Date
  var bindings: Bindings { [before, unusedBefore] }
}

/// Of those that are over no more is kept than that they were.
struct EmptySessions: Statement {
  static let sql = """
    update accounts.session
    set    id_token = null,
           person   = '{}'
    where  id in (select id
                  from   accounts.session
                  where  ended_at < $1
                  and    id_token is not null
                  limit  \(Upkeep.batch))
    """

  let before: Date
  var bindings: Bindings { [before] }
}

struct ForgetSessions: Statement {
  static let sql = """
    delete from accounts.session
    where  id in (select id
                  from   accounts.session
                  where  ended_at < $1
                  limit  \(Upkeep.batch))
    """

  let before: Date
  var bindings: Bindings { [before] }
}

struct ForgetKeys: Statement {
  static let sql = """
    delete from accounts.signing_key
    where  retired_at < $1
    """

  let before: Date
  var bindings: Bindings { [before] }
}

struct ForgetHeard: Statement {
  static let sql = """
    delete from accounts.heard_logout
    where  (provider, jti) in (select provider, jti
                               from   accounts.heard_logout
                               where  at < $1
                               limit  \(Upkeep.batch))
    """

  let before: Date
  var bindings: Bindings { [before] }
}
