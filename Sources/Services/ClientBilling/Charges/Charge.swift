import Billing
import Contracts
import FoundationEssentials

/// What a client's line is for.
enum ClientLineKind: String, CaseIterable, Sendable {
  case charge
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

/// What a client's line is booked as: see the README for the accounts.
enum ChargePostings {
  static func of(_ line: BillingLine) -> [Posting] {
    guard case .charge? = ClientLineKind(rawValue: line.kind), let order = line.order else {
      return []
    }
    let charge = line.amount
    return [
      Posting("charge", debit: "unbilled", credit: "revenue", charge),
      Posting("discount", debit: "discounts", credit: "revenue", order.price - charge),
    ].filter { $0.amount != .zero }
  }
}
