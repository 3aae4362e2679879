import Contracts
import FoundationEssentials

/// What the formula may look at. It is asked after matching, so the worker is known.
struct PriceInput: Sendable {
  let serviceType: ServiceType
  let scheduledAt: Date
  /// Nil for a quote, which is given before anybody is matched.
  let workerID: UUID?
}

/// The secret formula: one replaceable piece of code.
struct PriceFormula: Sendable {
  let price: @Sendable (PriceInput) -> Money

  static let today = PriceFormula { _ in Money(hundredths: 100_00) }
}

/// The money of an order, fixed when it is accepted.
struct Terms: Equatable, Sendable {
  let price: Money
  let discountPercent: Int
  /// What the client pays, whatever the outcome.
  let charge: Money
  /// What the worker gets when it is completed: 60 % of the price, before the client's
  /// discount, which the company bears.
  let earning: Money

  init(price: Money, discountPercent: Int, earningPercent: Int) {
    self.price = price
    self.discountPercent = discountPercent
    charge = price.percent(100 - discountPercent)
    earning = price.percent(earningPercent)
  }
}

extension OrdersModule {
  /// What an order costs and earns, by the formula of today.
  func terms(of input: PriceInput, discountPercent: Int) -> Terms {
    Terms(
      price: formula.price(input), discountPercent: discountPercent,
      earningPercent: configuration.earningPercent)
  }
}
