import Billing
import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit

/// Pays workers what is due, and looks up what became of tries of which that is not known.
///
/// Whoever dies on the way leaves a try that is written down; who looks it up finds it at Gold Hat, or
/// sends it again under the same key.
struct PayoutErrand: Errand {
  static let name = "payouts"
  static let purpose = "payout"

  let database: PostgresClient
  let adapter: any PayoutAdapter
  let books: PayoutBooks
  let clock: Clock
  /// Of one call.
  let timeout: TimeInterval

  /// A look and an order, at most.
  var time: Duration { .seconds(2 * timeout) }

  func isDue(at now: Date) async throws -> Bool {
    try await database.readOne(FindSettling(of: Self.purpose, at: now)) == true
  }

  func claim(at now: Date, until leaseEnd: Date, atMost most: Int) async throws -> [PayoutClaim] {
    let tries = try await database.execute(
      ClaimTries(of: Self.purpose, at: now, until: leaseEnd, atMost: most))
    let looks = tries.map { PayoutClaim.look($0) }
    guard looks.count < most else { return looks }
    let invoices = try await database.execute(
      ClaimSettlements(at: now, until: leaseEnd, atMost: most - looks.count))
    return looks + invoices.map { PayoutClaim.pay($0.invoice, n: $0.n, leaseEnd: leaseEnd) }
  }

  func act(on claim: PayoutClaim) async -> ErrandOutcome<PayoutNews> {
    switch claim {
    case .look(let attempt): await look(up: attempt)
    case .pay(let invoice, let n, let leaseEnd): await pay(invoice, n, until: leaseEnd)
    }
  }

  /// - Parameter nextAt: not minded: tries have pauses of their own.
  func note(
    _ outcome: ErrandOutcome<PayoutNews>, of claim: PayoutClaim, at now: Date, nextAt: Date
  ) async throws {
    switch outcome {
    case .done(let news): try await books.record(news, of: claim, at: now)
    case .unknown(let failure):
      try await books.record(PayoutNews(silence: failure), of: claim, at: now)
    // Nothing was asked for: it is due again when the lease ends.
    case .failed: break
    }
  }

  // MARK: asking

  private func look(up attempt: MoneyTry) async -> ErrandOutcome<PayoutNews> {
    switch await adapter.look(up: attempt.order.reference) {
    case .unknown(let failure): return .unknown(failure)
    case .answer(let states):
      let isThere = states.contains { $0.key == attempt.id }
      guard !isThere, !attempt.state.isFinal else {
        return .done(PayoutNews(states, .look, absence: .silence))
      }
      let absence = TryLife.Finding.notThere(
        age: clock.now().timeIntervalSince(attempt.madeAt),
        keyLife: adapter.keyLife / .seconds(1))
      var life = attempt.life
      guard life.take(absence) == [.sendAgain] else {
        return .done(PayoutNews(states, .look, absence: absence))
      }
      return await send(attempt, knowing: states)
    }
  }

  /// The first try asks for nothing before; a later one only after everything under the invoice's
  /// reference is known to have failed.
  private func pay(
    _ invoice: UUID, _ n: Int32, until leaseEnd: Date
  ) async -> ErrandOutcome<PayoutNews> {
    if n > 1 {
      switch await adapter.look(up: ExactText(invoice.wire)) {
      case .unknown(let failure): return .failed(failure)
      case .answer(let states):
        if states.contains(where: { $0.standing == .paid || $0.standing == .pending }) {
          return .done(PayoutNews(states, .look))
        }
      }
    }
    do {
      let made = try await books.makeTry(
        for: invoice, n, through: adapter, at: clock.now(), until: leaseEnd)
      guard let made else { return .done(PayoutNews([], .answer)) }
      return await send(made, knowing: [])
    } catch {
      return .failed(ErrandFailure("the try cannot be written down: \(error)"))
    }
  }

  private func send(
    _ attempt: MoneyTry, knowing states: [MoneyState]
  ) async -> ErrandOutcome<PayoutNews> {
    switch await adapter.payOut(attempt.order) {
    case .unknown(let failure): .unknown(failure)
    case .answer(let state):
      .done(PayoutNews(states + [state], .answer, absence: .silence))
    }
  }
}

typealias PayoutService = ErrandService<PayoutErrand>

extension PayoutService {
  convenience init(
    database: PostgresClient, adapter: any PayoutAdapter, clock: Clock,
    configuration: WorkerBillingConfiguration, logger: Logger
  ) {
    let (payouts, timeout) = (configuration.payouts, configuration.goldHat.timeout)
    let books = PayoutBooks(
      database: database, pace: payouts.pace, zone: configuration.billing.timeZone, logger: logger)
    self.init(
      PayoutErrand(
        database: database, adapter: adapter, books: books, clock: clock, timeout: timeout),
      every: .seconds(payouts.interval), clock: clock, logger: logger)
  }
}
