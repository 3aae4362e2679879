public import FoundationEssentials

/// The worker has checked in.
public struct OrderStarted: FlatEvent {
  public static let type = "order.started.v1"
  public static let message = PackageResources.order_started_v1_yaml

  public var facts: OrderFacts
  public var told: Told

  public init(_ facts: OrderFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
    public var startedAt: Date
    public var checkInPhoto: PhotoReference

    public init(startedAt: Date, checkInPhoto: PhotoReference) {
      self.startedAt = startedAt
      self.checkInPhoto = checkInPhoto
    }

    enum CodingKeys: String, CodingKey {
      case startedAt = "started_at"
      case checkInPhoto = "check_in_photo"
    }
  }
}
