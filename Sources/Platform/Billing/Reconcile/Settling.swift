public import Contracts
public import FoundationEssentials
public import Postgres
public import ServiceKit

/// What a manager says came of a difference.
public struct Settling: Sendable {
  public let why: String
  /// What money pays for that came unasked; nil: it was not ours, and is gone.
  public let invoice: UUID?
  /// What of a late refund is on the client's credit; nil: we bear it all.
  public let onCredit: Money?

  public init(_ why: String, for invoice: UUID? = nil, onCredit: Money? = nil) {
    self.why = why
    self.invoice = invoice
    self.onCredit = onCredit
  }
}

extension Transaction {
  /// Somebody has looked at a difference; what that says of money in suspense is booked.
  ///
  /// - Throws: 404 for none; 409 for one that is settled, and where an invoice is named for money that
  ///   has gone back; 400 where an invoice is named that there is not, or for no money, and likewise an
  ///   amount.
  public func settle(
    difference id: UUID, as settling: Settling, by manager: ExactText,
    booked money: MoneyPostings, at now: Date
  ) async throws -> Difference {
    if let invoice = settling.invoice, try await one(FindPartyOfInvoice(invoice)) == nil {
      throw Problem.badInput([Mistake("/invoice_id", .unknownInvoice)])
    }
    let found = try await one(SettleDifference(id, as: settling, by: manager, at: now))
    guard let settled = found else {
      let isThere = try await one(FindDifference(id)) == true
      throw isThere
        ? Problem.conflict("wrong-state", "Somebody has settled this difference already.")
        : Problem.notFound
    }
    try settling.check(settled)
    if settled.invoice != nil, try await one(FindGoneBack(of: settled)) == true {
      throw Problem.conflict(
        "gone-back", "This money has gone back to whom it came from. It pays for no invoice.")
    }
    let new = money.postings(of: settled).filter { $0.at != nil }
    if !new.isEmpty {
      let by = Author(role: "manager", subject: manager)
      enqueue(BookDifference(settled, new, by: by.name, at: now))
    }
    return settled
  }
}

extension Settling {
  /// - Throws: a 400 problem where a difference of its kind has not taken what was said of it.
  fileprivate func check(_ settled: Difference) throws(Problem) {
    if settled.invoice != invoice {
      throw .badInput([Mistake("/invoice_id", .noMoney)])
    }
    guard settled.onCredit != onCredit else { return }
    guard settled.kind == .lateRefund, let most = settled.theirs else {
      throw .badInput([Mistake("/amount", .noMoney)])
    }
    throw .badInput([Mistake("/amount", .outOfRange(Money(hundredths: 1)...most))])
  }
}

extension MistakeReason {
  public static let unknownInvoice = Self(
    code: "unknown-invoice", "is no invoice of which something was due")
  fileprivate static let noMoney = Self(
    code: "no-money-came", "has to be left out: no money has come with this difference")
}
