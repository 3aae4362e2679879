import Contracts
import FoundationEssentials
public import HTTPTypes
public import Postgres
public import ServiceKit

/// Takes providers' notices: something has changed there. What it is, the provider is asked: a notice
/// is believed to be genuine, and nothing that it says. What it names and nothing was ever tried under
/// has the provider's whole list gone through soon.
public struct NoticeDesk: Sendable {
  private let database: PostgresClient
  private let clock: Clock
  private let wake: @Sendable () -> Void

  /// - Parameter wake: called once there is something to be looked up.
  public init(
    _ database: PostgresClient, clock: Clock, waking wake: @escaping @Sendable () -> Void
  ) {
    self.database = database
    self.clock = clock
    self.wake = wake
  }

  /// - Parameters:
  ///   - name: whose notices they are.
  ///   - adapter: nil: it is not configured, so there is no secret, and nothing is believed.
  /// - Returns: whether something was ever tried there under what the notice names.
  /// - Throws: 401 unless the provider has signed it; 400 if it cannot be read; 409 for one that was
  ///   received before.
  public func take(
    _ headers: HTTPFields, _ body: [UInt8], from name: String, _ adapter: (any MoneyAdapter)?
  ) async throws -> Bool {
    let now = clock.now()
    do {
      let notice = try Self.read(headers, body, adapter, at: now)
      let isKnown = try await take(notice, from: name, at: now)
      TryMetrics.count(notice: isKnown ? .taken : .unknown, from: name)
      return isKnown
    } catch let problem as Problem {
      TryMetrics.count(
        notice: problem.status == .conflict ? .repeated : .refused, from: name)
      throw problem
    }
  }

  private static func read(
    _ headers: HTTPFields, _ body: [UInt8], _ adapter: (any MoneyAdapter)?, at now: Date
  ) throws(Problem) -> Notice {
    guard let adapter else {
      return Notice(try Webhook(headers: headers, body: body, secrets: [], at: now), of: [])
    }
    return try adapter.notice(headers, body, at: now)
  }

  private func take(_ notice: Notice, from name: String, at now: Date) async throws -> Bool {
    // In one order, as whoever else locks many of them.
    let subjects = notice.references.compactMap { UUID(uuidString: $0.text) }
      .sorted { $0.wire < $1.wire }
    var known = 0
    for subject in subjects
    where try await database.readOne(FindTried(subject, through: name)) == true {
      known += 1
    }
    let isAllKnown = known == notice.references.count
    // Two providers may name their messages alike.
    let named = Webhook(id: "\(name) \(notice.webhook.id)", at: now, body: [])
    try await database.take(named, at: now) { transaction in
      for subject in subjects {
        transaction.enqueue(LookNow(of: subject, through: name, at: now))
      }
      if !isAllKnown { transaction.enqueue(ReconcileSoon(adapter: name, now: now)) }
      transaction.afterCommit(wake)
    }
    return known > 0
  }
}
