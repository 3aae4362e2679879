/// A request was matched, priced and accepted.
///
/// Subject: the order, here and in all `order.*` events.
public struct OrderAccepted: FlatEvent {
  public static let type = "order.accepted.v1"
  public static let message = PackageResources.order_accepted_v1_yaml

  public var facts: OrderFacts
  public var told: Told

  public init(_ facts: OrderFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
    public init() {}
  }
}
