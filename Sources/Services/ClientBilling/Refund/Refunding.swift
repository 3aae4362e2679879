import Billing
import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceKit

/// Gives payments back, each by one try: one that is declined ends, and its credit is there again.
struct Refunding: TryPurpose {
  static let name = "refund"
  static let errand = "refunds"
  static let by = "client-billing"
  static let money = ClientBillingModule.money
  static let takesOtherAmounts = false
  static let settlesInvoices = false

  let pace: RetryPace
  let zone: String

  /// The account first, as everybody does who moves a client's money, then what is told of: the
  /// invoice that was paid.
  func lock(_ id: UUID, _ transaction: Transaction) async throws -> LockSettlement.Row? {
    guard let refund = try await transaction.one(FindRefund(id)) else { return nil }
    _ = try await transaction.lockAccount(of: refund.party)
    return try await transaction.one(LockSettlement(of: refund.invoice))
  }

  /// Whoever makes a refund has made its try.
  func next(
    for settlement: LockSettlement.Row, _ transaction: Transaction, at now: Date
  ) async throws -> NextTry? { nil }

  func settle(_ outcome: TryOutcome, _ transaction: Transaction, at now: Date) async throws {
    let settlement = outcome.settlement
    let client = settlement.invoice.party
    for turn in outcome.turns {
      let amount = turn.attempt.amount
      // What was found out late is in suspense, and not in the client's credit.
      let isLate = turn.attempt.recoveredAt != nil
      switch turn.turn {
      case .paid, .recovered:
        let account = try await transaction.one(ChangeAccount(of: client, paid: .zero - amount))
        try await tell(.zero - amount, of: settlement, turn, account, transaction, at: now)
      case .failed: transaction.enqueue(ChangeAccount(of: client, credit: amount))
      case .returned:
        let account = try await transaction.one(
          ChangeAccount(of: client, credit: isLate ? .zero : amount, paid: amount))
        try await tell(amount, of: settlement, turn, account, transaction, at: now)
      case .waits, .sendAgain: break
      }
      if isLate {
        transaction.noteLateRefund(turn.attempt, isBack: turn.turn == .returned, at: now)
      }
    }
    try await transaction.useCredit(of: client, at: now)
  }

  /// Publishes what a client has paid by now.
  private func tell(
    _ amount: Money, of settlement: LockSettlement.Row, _ turn: TryTurn, _ account: Account?,
    _ transaction: Transaction, at now: Date
  ) async throws {
    let (invoice, left) = (settlement.invoice, settlement.left)
    guard let account,
      let version = try await transaction.one(LowerSettlement(invoice.id, to: left))
    else { return }
    guard amount < .zero else {
      let paid = ClientInvoicePaid(
        invoice, amount, how: ExactText(turn.attempt.adapter), .refundReturned, left: left,
        account, at: now)
      return try transaction.append(paid, of: invoice.id, version: version, at: now)
    }
    let reversed = ClientInvoiceReversed(
      invoice, amount.magnitude, .refunded, left: left, account, at: turn.attempt.answeredAt ?? now)
    try transaction.append(reversed, of: invoice.id, version: version, at: now)
  }
}

typealias RefundService = TryService<Refunding>

extension RefundService {
  convenience init(
    database: PostgresClient, adapters: [any PaymentAdapter], clock: Clock,
    configuration: ClientBillingConfiguration, logger: Logger
  ) {
    let tries = configuration.collect.tries
    self.init(
      Refunding(pace: tries.pace, zone: configuration.billing.timeZone),
      through: adapters.map { .givingBack($0) }, in: database, tries, clock: clock, logger: logger)
  }
}
