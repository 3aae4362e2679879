import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit

/// Orders cookies when they are due, and notes which are late or never came.
///
/// Whatever became of a try, the next one goes under the same key: the cookie is there once.
struct CookieErrand: Errand {
  static let name = "cookies"

  let database: PostgresClient
  let contractor: CookieContractor?
  /// How long after it was ordered a cookie is late, in seconds.
  let late: TimeInterval
  let time: Duration
  /// Called when packages show something new.
  let changed: @Sendable () -> Void
  private let metrics = CookieMetrics()

  func isDue(at now: Date) async throws -> Bool {
    try await database.readOne(FindCookieWork(now: now)) == true
  }

  /// What time has settled comes first, each time anew: while a contractor takes its time, cookies
  /// come to be late.
  func claim(at now: Date, until leaseEnd: Date, atMost most: Int) async throws -> [CookieOrder] {
    let statement = SettleCookies(hasContractor: contractor != nil, now: now, limit: 100)
    try await untilNotFull(statement.limit) {
      let settled = try await database.execute(statement)
      for package in settled { metrics.count(settled: package.cookie.status) }
      if !settled.isEmpty { changed() }
      return settled.count
    }
    guard contractor != nil else { return [] }
    return try await database.execute(ClaimCookies(now: now, leaseEnd: leaseEnd, limit: most))
  }

  func act(on order: CookieOrder) async -> ErrandOutcome<String?> {
    await contractor?.order(order) ?? .failed(ErrandFailure("no contractor is configured"))
  }

  func note(
    _ outcome: ErrandOutcome<String?>, of order: CookieOrder, at now: Date, nextAt: Date
  ) async throws {
    switch outcome {
    case .done(let reference):
      metrics.ordered.increment()
      let statement = NoteCookieOrdered(
        id: order.id, now: now, reference: reference, lateAt: now.addingTimeInterval(late))
      if try await database.execute(statement).count > 0 { changed() }
    case .failed(let failure), .unknown(let failure):
      metrics.failed.increment()
      try await database.execute(
        NoteCookieFailure(order: order, nextAt: nextAt, failure: failure.cause))
    }
  }
}

typealias CookieService = ErrandService<CookieErrand>

extension CookieService {
  /// - Parameter changed: called when packages show something new.
  convenience init(
    database: PostgresClient, clock: Clock, configuration: CookieConfiguration, logger: Logger,
    changed: @escaping @Sendable () -> Void
  ) {
    self.init(
      CookieErrand(
        database: database, contractor: CookieContractor(configuration), late: configuration.late,
        time: .seconds(configuration.timeout), changed: changed),
      every: .seconds(configuration.interval), clock: clock, logger: logger)
  }
}
