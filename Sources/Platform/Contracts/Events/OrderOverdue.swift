public import FoundationEssentials

/// A started order's report is late: the worker is to be reminded.
public struct OrderOverdue: FlatEvent {
  public static let type = "order.overdue.v1"
  public static let message = PackageResources.order_overdue_v1_yaml

  public var facts: OrderFacts
  public var told: Told

  public init(_ facts: OrderFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
    public var startedAt: Date
    public var checkInPhoto: PhotoReference
    public var overdueAt: Date
    /// When the order fails by itself, reason `report_missing`.
    public var failsAt: Date

    public init(startedAt: Date, checkInPhoto: PhotoReference, overdueAt: Date, failsAt: Date) {
      self.startedAt = startedAt
      self.checkInPhoto = checkInPhoto
      self.overdueAt = overdueAt
      self.failsAt = failsAt
    }

    enum CodingKeys: String, CodingKey {
      case startedAt = "started_at"
      case checkInPhoto = "check_in_photo"
      case overdueAt = "overdue_at"
      case failsAt = "fails_at"
    }
  }
}
