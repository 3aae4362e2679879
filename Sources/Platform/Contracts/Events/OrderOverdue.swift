public import FoundationEssentials

/// A started order's report is late: the worker is to be reminded.
public struct OrderOverdue: EventPayload, Hashable {
  public static let type = "order.overdue.v1"
  public static let message = PackageResources.order_overdue_v1_yaml

  public var order: OrderFacts
  public var startedAt: Date
  public var checkInPhoto: PhotoReference
  public var overdueAt: Date
  /// When the order fails by itself, reason `report_missing`.
  public var failsAt: Date

  public init(
    order: OrderFacts, startedAt: Date, checkInPhoto: PhotoReference, overdueAt: Date,
    failsAt: Date
  ) {
    self.order = order
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

  public init(from decoder: any Decoder) throws {
    order = try OrderFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    startedAt = try members.decode(Date.self, forKey: .startedAt)
    checkInPhoto = try members.decode(PhotoReference.self, forKey: .checkInPhoto)
    overdueAt = try members.decode(Date.self, forKey: .overdueAt)
    failsAt = try members.decode(Date.self, forKey: .failsAt)
  }

  public func encode(to encoder: any Encoder) throws {
    try order.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(startedAt, forKey: .startedAt)
    try members.encode(checkInPhoto, forKey: .checkInPhoto)
    try members.encode(overdueAt, forKey: .overdueAt)
    try members.encode(failsAt, forKey: .failsAt)
  }
}
