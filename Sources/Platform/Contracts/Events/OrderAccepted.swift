/// A request was matched, priced and accepted.
///
/// Subject: the order, here and in all `order.*` events.
public struct OrderAccepted: EventPayload, Hashable {
  public static let type = "order.accepted.v1"
  public static let message = PackageResources.order_accepted_v1_yaml

  public var order: OrderFacts

  public init(order: OrderFacts) {
    self.order = order
  }

  // The facts lie at the top level of the JSON object, not in a member of it.
  public init(from decoder: any Decoder) throws {
    order = try OrderFacts(from: decoder)
  }

  public func encode(to encoder: any Encoder) throws {
    try order.encode(to: encoder)
  }
}
