public import FoundationEssentials

/// The worker has checked in.
public struct OrderStarted: EventPayload, Hashable {
  public static let type = "order.started.v1"
  public static let message = PackageResources.order_started_v1_yaml

  public var order: OrderFacts
  public var startedAt: Date
  public var checkInPhoto: PhotoReference

  public init(order: OrderFacts, startedAt: Date, checkInPhoto: PhotoReference) {
    self.order = order
    self.startedAt = startedAt
    self.checkInPhoto = checkInPhoto
  }

  enum CodingKeys: String, CodingKey {
    case startedAt = "started_at"
    case checkInPhoto = "check_in_photo"
  }

  public init(from decoder: any Decoder) throws {
    order = try OrderFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    startedAt = try members.decode(Date.self, forKey: .startedAt)
    checkInPhoto = try members.decode(PhotoReference.self, forKey: .checkInPhoto)
  }

  public func encode(to encoder: any Encoder) throws {
    try order.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(startedAt, forKey: .startedAt)
    try members.encode(checkInPhoto, forKey: .checkInPhoto)
  }
}
