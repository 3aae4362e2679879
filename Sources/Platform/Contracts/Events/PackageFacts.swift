public import FoundationEssentials

/// What every package event repeats, so that no consumer has to call back.
public struct PackageFacts: Codable, Hashable, Sendable {
  /// The package's id as well: an order has one package.
  public var orderID: UUID
  public var workerID: UUID
  /// The full name.
  public var workerName: String
  public var clientFirstName: String
  public var serviceTypeName: String
  public var description: String
  public var place: String
  public var scheduledAt: Date
  /// By when the worker needs it.
  public var pickUpAt: Date
  /// What is in it, one entry a thing, the acceptance form among them.
  public var packingList: [String]

  public init(
    orderID: UUID, workerID: UUID, workerName: String, clientFirstName: String,
    serviceTypeName: String, description: String, place: String, scheduledAt: Date,
    pickUpAt: Date, packingList: [String]
  ) {
    self.orderID = orderID
    self.workerID = workerID
    self.workerName = workerName
    self.clientFirstName = clientFirstName
    self.serviceTypeName = serviceTypeName
    self.description = description
    self.place = place
    self.scheduledAt = scheduledAt
    self.pickUpAt = pickUpAt
    self.packingList = packingList
  }

  enum CodingKeys: String, CodingKey {
    case orderID = "order_id"
    case workerID = "worker_id"
    case workerName = "worker_name"
    case clientFirstName = "client_first_name"
    case serviceTypeName = "service_type_name"
    case description, place
    case scheduledAt = "scheduled_at"
    case pickUpAt = "pick_up_at"
    case packingList = "packing_list"
  }
}
