import Billing
import Contracts

/// What the lines of an invoice come to, step by step.
struct InvoiceSums: Sendable, Hashable {
  /// Before discounts, of what was ordered.
  let prices: Money
  /// Nothing, or less.
  let discounts: Money
  /// What changes earlier lines.
  let corrections: Money
  let total: Money
  let creditUsed: Money
  let credited: Money

  /// - Parameter lines: all of its lines.
  init(_ invoice: Invoice, _ lines: [BillingLine]) {
    let ordered = lines.filter(\.isOfOrder)
    let charged = ordered.map(\.amount).reduce(.zero, +)
    prices = ordered.compactMap(\.order?.price).reduce(.zero, +)
    discounts = charged - prices
    corrections = invoice.total - charged
    total = invoice.total
    creditUsed = invoice.creditUsed
    credited = invoice.credited
  }
}
