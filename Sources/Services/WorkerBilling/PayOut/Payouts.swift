import Billing
import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit

/// Pays workers what is due: daily until it has arrived, to the account that they have then.
struct Payouts: TryPurpose {
  static let name = "payout"
  static let errand = "payouts"
  static let by = "worker-billing"
  static let money = WorkerBillingModule.money
  static let takesOtherAmounts = false

  /// Who pays.
  let adapter: String
  let pace: RetryPace
  let zone: String

  /// The account that the worker has now.
  func next(
    for settlement: LockSettlement.Row, _ transaction: Transaction, at now: Date
  ) async throws -> NextTry? {
    let invoice = settlement.invoice
    guard let account = try await transaction.one(FindPayoutAccount(of: invoice.party)) else {
      transaction.enqueue(Settle(invoice.id, .noMethod, left: settlement.left, at: now))
      return nil
    }
    return NextTry(
      settlement.left, through: adapter, to: Destination(account.account),
      by: settlement.askedBy.map { Author(role: "manager", subject: $0) } ?? Author(role: Self.by))
  }

  func settle(
    _ outcome: TryOutcome, _ transaction: Transaction, at now: Date
  ) async throws {
    let invoice = outcome.settlement.invoice
    for turn in outcome.turns {
      let account = try await transaction.one(FindPayoutAccount(of: turn.attempt.party))
      let standing = PayoutStanding.after(
        turn, of: outcome.tries,
        isSameAccount: account?.account == turn.attempt.destination.unmasked, pace, zone: zone,
        at: now)
      let row = try await transaction.one(
        Settle(invoice.id, standing.state, left: standing.left, next: standing.next, at: now))
      guard let row else { continue }
      try announce(
        turn, of: invoice, version: row.version, nextAt: row.nextAt, transaction, at: now)
    }
  }
}

typealias PayoutService = TryService<Payouts>

extension PayoutService {
  convenience init(
    database: PostgresClient, adapter: some PayoutAdapter, clock: Clock,
    configuration: WorkerBillingConfiguration, logger: Logger
  ) {
    let payouts = configuration.payouts
    let purpose = Payouts(
      adapter: type(of: adapter).name, pace: payouts.pace, zone: configuration.billing.timeZone)
    self.init(
      purpose, through: [.payingOut(adapter)], in: database, payouts, clock: clock, logger: logger)
  }
}
