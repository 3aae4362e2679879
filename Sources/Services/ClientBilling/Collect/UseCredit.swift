import Billing
import Contracts
import FoundationEssentials
import Outbox
import Postgres

// What a client has to its credit pays before anything is collected. The account is locked.
extension Transaction {
  /// Pays for an invoice with what the client has to its credit, and tells if that pays for all of it.
  ///
  /// - Parameter lane: in which it is booked; nil: the client's.
  /// - Returns: what is left.
  func useCredit(
    for invoice: Invoice, _ left: Money, because occasion: CreditUse.Occasion,
    in lane: LedgerLane? = nil, at now: Date
  ) async throws -> Money {
    guard let account = try await one(LockAccount(of: invoice.party)),
      let use = CreditUse(of: account, for: invoice.id, left: left, because: occasion, at: now)
    else { return left }
    enqueue(UseCredit(use, booked: Collecting.money, in: lane, by: Collecting.by))
    let rest = left - use.amount
    if rest == .zero, let row = try await one(Settle(invoice.id, .paid, left: .zero, at: now)) {
      let paid = ClientInvoicePaid(invoice, .zero, how: "credit", left: .zero, account, at: now)
      try append(paid, of: invoice.id, version: row.version, at: now)
    }
    return rest
  }

  /// Credit has come: it pays at once for what is due, the oldest first. What is under way waits for
  /// its end.
  ///
  /// - Parameter lane: in which it is booked; nil: the client's.
  func useCredit(of client: UUID, in lane: LedgerLane? = nil, at now: Date) async throws {
    for open in try await execute(LockOpenSettlements(of: client)) {
      let rest = try await useCredit(
        for: open.invoice, open.left, because: .credited, in: lane, at: now)
      if rest > .zero, rest < open.left { enqueue(LowerSettlement(open.invoice.id, to: rest)) }
    }
  }
}
