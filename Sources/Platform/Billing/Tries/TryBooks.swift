import Contracts
public import FoundationEssentials
import Logging
public import Postgres
import ServiceKit

/// Writes tries down: before a provider is asked, and what came of it. Whoever does either has the
/// invoice's settlement locked.
public struct TryBooks<Purpose: TryPurpose>: Sendable {
  let purpose: Purpose
  let database: PostgresClient
  let lookPauses: LookPauses
  let logger: Logger

  init(
    _ purpose: Purpose, in database: PostgresClient, lookPauses: LookPauses, logger: Logger
  ) {
    self.purpose = purpose
    self.database = database
    self.lookPauses = lookPauses
    self.logger = logger
  }

  /// The next try for an invoice. What providers say of those before is written down first, and if it
  /// is anything new there is no try.
  ///
  /// - Parameter n: which one is expected to be the next.
  /// - Returns: nil: somebody was faster, or there is nothing to be tried.
  func makeTry(
    for invoice: UUID, _ n: Int32, knowing news: TryNews, through routes: MoneyRoutes, at now: Date,
    until leaseEnd: Date
  ) async throws -> MoneyTry? {
    try await database.withTransaction { transaction in
      guard let settlement = try await purpose.lock(invoice, transaction),
        settlement.mayBeTried
      else { return nil }
      let tries = try await transaction.execute(LockTries(of: invoice))
      guard tries.count + 1 == n, tries.allSatisfy(\.state.isFinal) else { return nil }
      guard try await isNoNews(news, of: settlement, tries, transaction, at: now),
        let next = try await purpose.next(for: settlement, transaction, at: now)
      else { return nil }
      _ = try routes[next.adapter]
      guard
        try await isFree(MoneyTry.key(invoice, n), next, of: settlement, news, transaction, at: now)
      else { return nil }
      if let later = routes.rests.turn(with: [next.adapter], at: now, until: leaseEnd) {
        if next.amount < settlement.left {
          transaction.enqueue(LowerSettlement(invoice, to: next.amount))
        }
        transaction.enqueue(AwaitProvider(of: invoice, until: later, at: now))
        return nil
      }
      let made = try await transaction.one(
        MakeTry(
          of: invoice, n: n, purpose: Purpose.name, for: settlement.invoice.party, next,
          text: "Make Cats Free \(settlement.invoice.number)", at: now, until: leaseEnd))
      guard let made else { return nil }
      transaction.enqueue(Settle(invoice, .underWay, left: next.amount, at: now))
      book(made, after: nil, transaction, at: now)
      transaction.afterCommit { TryMetrics.count(made) }
      return made
    }
  }

  /// Writes down the one try of what is no invoice, in the transaction that makes it; the provider is
  /// asked for it once that is committed.
  public func begin(
    _ subject: UUID, for party: UUID, _ next: NextTry, text: String, _ transaction: Transaction,
    at now: Date
  ) async throws {
    let made = try await transaction.one(
      MakeTry(
        of: subject, n: 1, purpose: Purpose.name, for: party, next, text: text, at: now,
        until: now))
    guard let made else { return }
    book(made, after: nil, by: next.by.name, transaction, at: now)
    transaction.afterCommit { TryMetrics.count(made) }
  }

  /// Whether providers say of ended tries what is known, and nothing of one that may still be paid.
  private func isNoNews(
    _ news: TryNews, of settlement: LockSettlement.Row, _ tries: [MoneyTry],
    _ transaction: Transaction, at now: Date
  ) async throws -> Bool {
    let outcome = try await take(news, of: settlement, tries, nil, transaction, at: now)
    guard outcome.isEmpty else {
      try await purpose.settle(outcome, transaction, at: now)
      return false
    }
    let next = MoneyTry.key(settlement.invoice.id, Int32(tries.count + 1))
    let isAhead = news.isAhead(of: tries, next: next)
    if isAhead {
      logger.error("a provider knows a try that is not here", metadata: ["next": "\(next)"])
    }
    let isPending = tries.contains {
      TryLife.Finding.said(news.states(of: $0))?.finding == .pending
    }
    guard isAhead || isPending else { return true }
    putOff(settlement, left: settlement.left, transaction, at: now)
    return false
  }

  /// Whether no provider has money for the invoice that nobody has asked for. If one has, it is put off.
  private func isFree(
    _ key: ExactText, _ next: NextTry, of settlement: LockSettlement.Row, _ news: TryNews,
    _ transaction: Transaction, at now: Date
  ) async throws -> Bool {
    let isHeld = try await transaction.one(FindUnexplained(of: settlement.invoice.id)) == true
    guard isHeld || news.isHeldElsewhere(key, than: next.adapter) else { return true }
    logger.error("a provider has money for an invoice, unasked", metadata: ["next": "\(key)"])
    putOff(settlement, left: next.amount, transaction, at: now)
    return false
  }

  /// - Parameter left: what is still to be paid, after credit that has paid for it just now.
  private func putOff(
    _ settlement: LockSettlement.Row, left: Money, _ transaction: Transaction, at now: Date
  ) {
    transaction.enqueue(
      Settle(
        settlement.invoice.id, settlement.state == .underWay ? .waiting : settlement.state,
        left: left, next: .later(since: now, purpose.pace, zone: purpose.zone), at: now))
  }

  /// What was found out about an invoice's tries. What is known already changes nothing.
  func record(_ news: TryNews, of claim: TryClaim, at now: Date) async throws {
    guard !news.isNothing else { return }
    try await database.withTransaction { transaction in
      guard let settlement = try await purpose.lock(claim.invoice, transaction) else { return }
      let tries = try await transaction.execute(LockTries(of: claim.invoice))
      let outcome = try await take(news, of: settlement, tries, claim.key, transaction, at: now)
      guard !outcome.isEmpty else { return }
      try await purpose.settle(outcome, transaction, at: now)
    }
  }

  /// - Parameter asked: the try that was asked about; nil: none.
  private func take(
    _ news: TryNews, of settlement: LockSettlement.Row, _ tries: [MoneyTry], _ asked: ExactText?,
    _ transaction: Transaction, at now: Date
  ) async throws -> TryOutcome {
    var outcome = TryOutcome(settlement, tries)
    for attempt in tries {
      let states = news.states(of: attempt)
      let own = try await withoutOthers(states, of: attempt, transaction)
      let said = said(own, of: attempt, transaction, at: now)
      let known = TryLife.Finding.said(said)
      let absence = own.count < states.count ? .silence : news.absence
      guard let finding = known?.finding ?? (attempt.id == asked ? absence : nil)
      else { continue }
      try await keep(said, of: attempt, in: &outcome, transaction, at: now)
      var life = attempt.life
      let turns = life.take(finding)
      let moved = try await move(attempt, to: life, by: known?.by, news, transaction, at: now)
      outcome.note(turns, of: moved, because: known?.by.standing.cause)
    }
    return outcome
  }

  /// Keeps and books what is said to have moved, unless it is known.
  private func keep(
    _ said: [MoneyState], of attempt: MoneyTry, in outcome: inout TryOutcome,
    _ transaction: Transaction, at now: Date
  ) async throws {
    guard Purpose.settlesInvoices else { return }
    for state in said {
      for direction in state.directions {
        let receipt = Receipt(state, direction, of: attempt, left: outcome.left, at: now)
        let kept = try await transaction.one(
          KeepReceipt(
            receipt: receipt, postings: Purpose.money.postings(of: receipt), by: Purpose.by))
        if kept != nil { outcome.note(receipt, because: state.standing.cause) }
      }
    }
  }

  /// What is said of a try, without payments under the name of what was booked for another one. Which
  /// of both has been paid is for people to find out: the try stays open, and keeps others out.
  private func withoutOthers(
    _ states: [MoneyState], of attempt: MoneyTry, _ transaction: Transaction
  ) async throws -> [MoneyState] {
    guard Purpose.settlesInvoices, !states.isEmpty else { return states }
    let others = try await transaction.execute(
      FindOthersReceipts(than: attempt, named: states.map(\.providerReference)))
    for name in others {
      logger.error(
        "a provider names a payment as it has named another one",
        metadata: ["try": "\(attempt.id)", "payment": "\(name)"])
    }
    return states.filter { !others.contains($0.providerReference) }
  }

  /// What counts of what is said of a try. Where another amount has moved than was asked for, that is a
  /// difference, the same one that a reconciliation would find.
  private func said(
    _ states: [MoneyState], of attempt: MoneyTry, _ transaction: Transaction, at now: Date
  ) -> [MoneyState] {
    let others = states.filter { $0.amount != attempt.amount }
    for other in others where other.standing.hasMoved {
      transaction.enqueue(
        KeepDifference(
          adapter: attempt.adapter, kind: .amount, reference: other.providerReference,
          key: attempt.id, ours: attempt.amount, theirs: other.amount,
          standing: Difference.Standing(other.standing), now: now))
    }
    if !others.isEmpty {
      logger.error(
        "a payment has another amount than was asked for",
        metadata: ["try": "\(attempt.id)", "asked": "\(attempt.amount)"])
    }
    return Purpose.takesOtherAmounts ? states : states.filter { $0.amount == attempt.amount }
  }

  private func move(
    _ attempt: MoneyTry, to life: TryLife, by evidence: MoneyState?, _ news: TryNews,
    _ transaction: Transaction, at now: Date
  ) async throws -> MoneyTry {
    let pause =
      life.state == .pending
      ? purpose.pace.lookPause
      : lookPauses.pause(after: attempt.looks, atLeast: news.retryAfter)
    // Without an answer, what made somebody look still stands.
    let isDone = life.state.isFinal && !news.told.isEmpty
    let lookAt = isDone ? nil : now.addingTimeInterval(pause)
    guard life != attempt.life else {
      transaction.enqueue(LookLater(attempt.id, at: lookAt, now: now))
      return attempt
    }
    let moved = try await transaction.one(
      MoveTry(attempt, to: life, by: evidence, lookAt: lookAt, at: now, source: news.source))
    guard let moved else { return attempt }
    book(moved, after: attempt, by: Purpose.by, transaction, at: now)
    transaction.afterCommit { if moved.state != attempt.state { TryMetrics.count(moved) } }
    return moved
  }

  /// Books what is new of a try.
  ///
  /// - Parameter by: who has found it out; nil: who made the try.
  private func book(
    _ attempt: MoneyTry, after former: MoneyTry?, by: String? = nil, _ transaction: Transaction,
    at now: Date
  ) {
    let known = former.map { Purpose.money.postings(of: $0) } ?? []
    let new = Purpose.money.postings(of: attempt).filter { !known.contains($0) }
    guard !new.isEmpty else { return }
    transaction.enqueue(BookTry(attempt, new, by: by, at: now))
  }
}
