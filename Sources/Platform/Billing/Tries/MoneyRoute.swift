import Contracts
import ServiceKit

/// A provider as tries go through it, and what sends an order there.
public struct MoneyRoute: Sendable {
  let name: String
  let adapter: any MoneyAdapter
  let send: @Sendable (MoneyOrder) async -> Answered<MoneyState>

  /// To whom it pays out.
  public static func payingOut<Adapter: PayoutAdapter>(_ adapter: Adapter) -> MoneyRoute {
    MoneyRoute(name: Adapter.name, adapter: adapter) { await adapter.payOut($0) }
  }

  /// By whom it collects.
  public static func collecting<Adapter: PaymentAdapter>(_ adapter: Adapter) -> MoneyRoute {
    MoneyRoute(name: Adapter.name, adapter: adapter) { await adapter.collect($0) }
  }

  /// By whom it gives back.
  public static func givingBack<Adapter: PaymentAdapter>(_ adapter: Adapter) -> MoneyRoute {
    MoneyRoute(name: Adapter.name, adapter: adapter) { await adapter.giveBack($0) }
  }
}

/// Those that there are, by name, and who of them rests.
struct MoneyRoutes: Sendable {
  let rests = ProviderRests()
  private let known: [String: MoneyRoute]

  init(_ routes: [MoneyRoute]) {
    known = Dictionary(uniqueKeysWithValues: routes.map { ($0.name, $0) })
  }

  /// - Throws: an `ErrandFailure` for one that is not configured, or no longer: what was tried through
  ///   it waits, since nobody else knows what came of it.
  subscript(name: String) -> MoneyRoute {
    get throws(ErrandFailure) {
      guard let route = known[name] else {
        throw ErrandFailure("\(name) is not configured")
      }
      return route
    }
  }
}
