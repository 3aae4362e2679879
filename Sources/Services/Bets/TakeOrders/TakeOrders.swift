import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

// Each event makes what it needs and finds what is there, so they may come alone, again, and
// in any order.
extension BetsModule {
  func take(_ event: Event<OrderAccepted>, in transaction: Transaction) {
    transaction.enqueue(KeepMarket(order: event.payload.facts))
  }

  func take(_ event: Event<OrderStarted>, in transaction: Transaction) {
    let started = event.payload
    transaction.enqueue(KeepMarket(order: started.facts))
    transaction.enqueue(
      KeepClosing(
        order: started.facts.orderID,
        closing: Closing(cause: .checkedIn, at: started.startedAt, event: event.id)))
  }

  /// Settles the pool where the event is taken: with it or not at all.
  func take(_ event: Event<OrderFinished>, in transaction: Transaction) async throws {
    let finished = event.payload
    let order = finished.facts.orderID
    let closing = Closing(
      cause: finished.startedAt == nil ? .ended : .checkedIn,
      at: finished.startedAt ?? finished.endedAt, event: event.id)
    // What is read is read behind the lock: each statement sees what was committed before it began.
    let (_, _, _, markets, bets) = try await transaction.execute(
      LockMarket(order: order), KeepMarket(order: finished.facts),
      KeepClosing(order: order, closing: closing), FindMarket(order: order),
      FindBets(orders: [order]))
    guard let market = markets.first, !market.isSettled, let closing = market.closing else {
      return
    }
    let end = OrderEnd(
      outcome: finished.outcome, reason: finished.reason, at: finished.endedAt,
      by: finished.endedBy, event: event.id)
    let closedAt = market.closesAt(margin: configuration.margin)
    let sheet = ProofSheet(
      order: order, scheduledAt: market.scheduledAt, closing: closing, closedAt: closedAt,
      end: end, bets: bets.voided(lateFrom: closedAt, endedBy: end.by))
    settle(sheet, in: transaction)
  }

  private func settle(_ sheet: ProofSheet, in transaction: Transaction) {
    let pool = Pool(sheet.bets, endedAs: sheet.end.outcome)
    transaction.enqueue(ShareStatements())
    // Of a settled pool the database takes none.
    transaction.enqueue(KeepVoided(sheet: sheet))
    transaction.enqueue(KeepSettlement(sheet: sheet, pool: pool, settledAt: clock.now()))
    transaction.enqueue(KeepShares(order: sheet.order, shares: pool.shares))
    // Settled again after the server's crash it could be another sheet than the one that was shown.
    transaction.requireDurability()
    transaction.afterCommit { [counts] in counts.count(sheet.bets, pool) }
  }
}

extension [Bet] {
  /// The same bets, those marked that do not count: of whoever ended the order all, of others those
  /// placed when it was known how it goes on.
  func voided(lateFrom closedAt: Date, endedBy actor: OrderActor) -> [Bet] {
    map { bet in
      var bet = bet
      let acted = actor.isManager(bet.manager)
      bet.void = acted ? .acted : bet.placedAt >= closedAt ? .late : nil
      return bet
    }
  }
}

extension BetsModule {
  static let settlingStatements: [any Statement.Type] = [
    KeepMarket.self, KeepClosing.self, ShareStatements.self, KeepSettlement.self, KeepVoided.self,
    KeepShares.self, CountUnsettled.self,
  ]
}
