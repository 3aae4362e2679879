import Billing
import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceKit

/// Writes payouts down: before Gold Hat is asked, and what came of it. Whoever does either has the
/// invoice's settlement locked.
struct PayoutBooks: Sendable {
  let database: PostgresClient
  let pace: RetryPace
  let zone: String
  let logger: Logger

  static let by = "worker-billing"

  /// The next try for an invoice, to the account that the worker has now.
  ///
  /// - Parameter n: which one is expected to be the next.
  /// - Returns: nil: somebody was faster, or the worker has no account.
  func makeTry(
    for invoice: UUID, _ n: Int32, through adapter: any PayoutAdapter, at now: Date,
    until leaseEnd: Date
  ) async throws -> MoneyTry? {
    try await database.withTransaction { transaction in
      guard let settlement = try await transaction.one(LockSettlement(of: invoice)),
        settlement.state.mayBeTried
      else { return nil }
      let worker = settlement.invoice.party
      let (tries, accounts) = try await transaction.execute(
        LockTries(of: invoice), FindPayoutAccount(of: worker))
      guard tries.count + 1 == n, !tries.contains(where: \.life.keepsOthersOut) else { return nil }
      guard let account = accounts.first else {
        transaction.enqueue(Settle(invoice, .noMethod, left: settlement.left, at: now))
        return nil
      }
      let made = try await transaction.one(
        MakeTry(
          of: invoice, n: n, purpose: PayoutErrand.purpose, for: worker,
          through: type(of: adapter).name, to: Destination(account.account), settlement.left,
          text: "Make Cats Free \(settlement.invoice.number)",
          by: settlement.askedBy.map { Author(role: "manager", subject: $0) }
            ?? Author(role: Self.by),
          at: now, until: leaseEnd))
      guard let made else { return nil }
      transaction.enqueue(Settle(invoice, .underWay, left: settlement.left, at: now))
      book(made, after: nil, transaction, at: now)
      transaction.afterCommit { TryMetrics.count(made) }
      return made
    }
  }

  /// What was found out about an invoice's tries. What is known already changes nothing.
  func record(_ news: PayoutNews, of claim: PayoutClaim, at now: Date) async throws {
    try await database.withTransaction { transaction in
      guard let settlement = try await transaction.one(LockSettlement(of: claim.invoice)) else {
        return
      }
      let tries = try await transaction.execute(LockTries(of: claim.invoice))
      var outcome = PayoutOutcome(settlement, tries)
      for attempt in tries {
        let said = said(news.states, of: attempt)
        let isAskedAbout = attempt.id == claim.key
        let known = TryLife.Finding.said(said)
        guard let finding = known?.finding ?? (isAskedAbout ? news.absence : nil)
        else { continue }
        for receipt in KeepReceipt.all(said, of: attempt, at: now) { transaction.enqueue(receipt) }
        var life = attempt.life
        let turns = life.take(finding)
        let moved = try await move(
          attempt, to: life, turns, by: known?.by, news, transaction, at: now)
        outcome.note(turns, of: moved, because: known?.by.standing.cause)
      }
      try await settle(outcome, of: claim, transaction, at: now)
    }
  }

  /// What is said of a try, but for other amounts than it asked for: those are for people to look at,
  /// and end nothing.
  private func said(_ states: [MoneyState], of attempt: MoneyTry) -> [MoneyState] {
    let own = states.filter { $0.key == attempt.id }
    let fitting = own.filter { $0.amount == attempt.amount }
    if fitting.count < own.count {
      logger.error(
        "a payment has another amount than was asked for",
        metadata: [
          "try": "\(attempt.id)", "asked": "\(attempt.amount)",
        ])
    }
    return fitting
  }

  private func move(
    _ attempt: MoneyTry, to life: TryLife, _ turns: [TryLife.Turn], by evidence: MoneyState?,
    _ news: PayoutNews, _ transaction: Transaction, at now: Date
  ) async throws -> MoneyTry {
    let pause =
      life.state == .pending
      ? pace.lookPause : LookPauses.pause(after: attempt.looks, atLeast: news.retryAfter)
    let lookAt = life.state.isFinal ? nil : now.addingTimeInterval(pause)
    guard life != attempt.life else {
      transaction.enqueue(LookLater(attempt.id, at: lookAt))
      return attempt
    }
    let moved = try await transaction.one(
      MoveTry(
        attempt, to: life, by: evidence, lookAt: lookAt, at: now, source: news.source))
    guard let moved else { return attempt }
    book(moved, after: attempt, transaction, at: now)
    transaction.afterCommit { if moved.state != attempt.state { TryMetrics.count(moved) } }
    return moved
  }

  /// Books what is new of a try.
  private func book(
    _ attempt: MoneyTry, after former: MoneyTry?, _ transaction: Transaction, at now: Date
  ) {
    let remittance = WorkerBillingModule.remittance
    let known = former.map { remittance.postings(of: $0) } ?? []
    let new = remittance.postings(of: attempt).filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    transaction.enqueue(BookTry(attempt, new, by: former == nil ? nil : Self.by, at: now))
  }

  // MARK: what it means for the invoice

  private func settle(
    _ outcome: PayoutOutcome, of claim: PayoutClaim, _ transaction: Transaction, at now: Date
  ) async throws {
    let invoice = outcome.settlement.invoice
    for step in outcome.steps {
      let isSame = try await hasAccount(of: step.attempt, transaction)
      let settled = outcome.settled(
        after: step, isSameAccount: isSame, pace, zone: zone, at: now)
      let row = try await transaction.one(
        Settle(invoice.id, settled.state, left: settled.left, next: settled.next, at: now))
      guard let row else { continue }
      try announce(
        step, of: invoice, version: row.version, nextAt: row.nextAt, transaction, at: now)
    }
    // It was to be paid, and the provider still has an earlier try that had ended here.
    let (state, left) = (outcome.settlement.state, outcome.settlement.left)
    if claim.isPayment, outcome.steps.isEmpty, state.mayBeTried, state != .noMethod {
      transaction.enqueue(
        Settle(
          invoice.id, state, left: left, next: .later(since: now, pace, zone: zone), at: now))
    }
  }

  /// Whether the worker still has the account that a try was for.
  private func hasAccount(of attempt: MoneyTry, _ transaction: Transaction) async throws -> Bool {
    let account = try await transaction.one(FindPayoutAccount(of: attempt.party))
    return account?.account == attempt.destination.unmasked
  }
}

extension InvoiceStatus {
  /// Whether something is to be paid and no try is under way.
  var mayBeTried: Bool {
    switch self {
    case .waiting, .failed, .refused, .noMethod, .overdue: true
    case .underWay, .paid, .settled, .carried: false
    }
  }
}

extension MoneyStanding {
  /// Why it is declined, or has come back.
  fileprivate var cause: ExactText? {
    switch self {
    case .declined(let code, _): code
    case .back(let cause): cause
    case .paid, .pending: nil
    }
  }
}
