import Billing
import Contracts
import FoundationEssentials

/// What a client's line is for.
enum ClientLineKind: String, CaseIterable, Sendable {
  case charge
  case chargeReversed = "charge_reversed"
  /// Something is given back of a charge.
  case allowance
  case allowanceReversed = "allowance_reversed"

  /// Of what takes one back.
  var reversed: ClientLineKind {
    switch self {
    case .charge: .chargeReversed
    case .chargeReversed: .charge
    case .allowance: .allowanceReversed
    case .allowanceReversed: .allowance
    }
  }
}

extension BillingLine {
  /// The charge of an order that has ended, whatever its outcome: what it was accepted for.
  init(_ event: OrderFinished, at now: Date) {
    let order = event.facts
    self.init(
      id: order.orderID, party: order.clientID, kind: ClientLineKind.charge.rawValue,
      amount: order.charge, occurredAt: event.endedAt, recordedAt: now,
      order: BilledOrder(
        id: order.orderID, serviceTypeName: order.serviceTypeName, outcome: event.outcome,
        reason: event.reason, price: order.price, discountPercent: Int32(order.discountPercent)),
      by: Author(role: "orders"))
  }
}

/// What a client's lines and credit notes are booked as: see the README for the accounts.
enum ChargePostings {
  static func of(_ line: BillingLine) -> [Posting] {
    guard let kind = ClientLineKind(rawValue: line.kind), let order = line.order else { return [] }
    let amount = line.amount.magnitude
    return of(kind, amount, discount: order.price - amount, on: "unbilled")
  }

  static func of(_ note: CreditNote) -> [Posting] {
    guard let kind = ClientLineKind(rawValue: note.kind) else { return [] }
    return of(kind, note.amount, discount: note.discount, on: "credit")
  }

  /// - Parameters:
  ///   - discount: what of the price was not charged.
  ///   - account: the client's, which is asked for the charge.
  static func of(
    _ kind: ClientLineKind, _ amount: Money, discount: Money, on account: String
  ) -> [Posting] {
    let postings =
      switch kind {
      case .charge:
        [
          Posting("charge", debit: account, credit: "revenue", amount),
          Posting("discount", debit: "discounts", credit: "revenue", discount),
        ]
      case .chargeReversed:
        [
          Posting("charge_reversed", debit: "revenue", credit: account, amount),
          Posting("discount_reversed", debit: "revenue", credit: "discounts", discount),
        ]
      case .allowance: [Posting("allowance", debit: "goodwill", credit: account, amount)]
      case .allowanceReversed:
        [Posting("allowance_reversed", debit: account, credit: "goodwill", amount)]
      }
    return postings.filter { $0.amount != .zero }
  }
}
