import Billing
import Contracts
import FoundationEssentials

/// What came of what is due by an invoice: a row of what it is told by.
enum InvoiceMove: Sendable {
  case paid(Payment)
  /// What was paid has gone back.
  case back(Payment, at: Date)
  case credit(CreditPaid)
  /// Nothing has come of it, or not yet; of one that has succeeded tells what came.
  case tried(PaymentTry)

  var at: Date {
    switch self {
    case .paid(let payment): payment.at
    case .back(_, let time): time
    case .credit(let credit): credit.at
    case .tried(let attempt): attempt.at
    }
  }

  /// By how much there is more to pay.
  var change: Money {
    switch self {
    case .paid(let payment): .zero - payment.applied
    case .back(let payment, _): payment.amount
    case .credit(let credit): .zero - credit.amount
    case .tried: .zero
    }
  }
}

extension InvoiceMoney {
  /// In order. What was due, and all changes, is what is left.
  var moves: [InvoiceMove] {
    let tried = tries.filter { $0.state != .succeeded }.map { InvoiceMove.tried($0) }
    let paid = payments.map { InvoiceMove.paid($0) }
    let back = payments.compactMap { payment in
      payment.returnedAt.map { InvoiceMove.back(payment, at: $0) }
    }
    return (tried + paid + back + credits.map { .credit($0) }).sorted { $0.at < $1.at }
  }
}
