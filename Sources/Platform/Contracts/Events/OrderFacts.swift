public import FoundationEssentials

/// What every order event repeats, so that no consumer has to call back.
public struct OrderFacts: Codable, Hashable, Sendable {
  public var orderID: UUID
  public var clientID: UUID
  public var clientFirstName: String
  /// The full name.
  public var clientName: String
  public var workerID: UUID
  public var workerFirstName: String
  /// The full name.
  public var workerName: String
  public var serviceTypeID: UUID
  public var serviceTypeName: String
  public var description: String
  public var place: String
  public var phone: String
  public var email: String
  public var scheduledAt: Date
  public var endsAt: Date
  /// When the worker sets out, and so by when the supplies are packed: the scheduled time less the
  /// way there and the pick-up. None in events from before it was added.
  public var pickUpAt: Date?
  /// Before the client's discount.
  public var price: Money
  public var discountPercent: Int
  /// What the client pays.
  public var charge: Money
  /// The worker's, if it is completed: fixed when the order was accepted. None in events from
  /// before it was added.
  public var earning: Money?
  /// What to pack, one entry a thing.
  public var packingList: [String]
  /// The order of which this one is a copy.
  public var copyOf: UUID?
  public var acceptedAt: Date

  public init(
    orderID: UUID, clientID: UUID, clientFirstName: String, clientName: String, workerID: UUID,
    workerFirstName: String, workerName: String, serviceTypeID: UUID, serviceTypeName: String,
    description: String, place: String, phone: String, email: String, scheduledAt: Date,
    endsAt: Date, pickUpAt: Date?, price: Money, discountPercent: Int, charge: Money,
    earning: Money?, packingList: [String], copyOf: UUID?, acceptedAt: Date
  ) {
    self.orderID = orderID
    self.clientID = clientID
    self.clientFirstName = clientFirstName
    self.clientName = clientName
    self.workerID = workerID
    self.workerFirstName = workerFirstName
    self.workerName = workerName
    self.serviceTypeID = serviceTypeID
    self.serviceTypeName = serviceTypeName
    self.description = description
    self.place = place
    self.phone = phone
    self.email = email
    self.scheduledAt = scheduledAt
    self.endsAt = endsAt
    self.pickUpAt = pickUpAt
    self.price = price
    self.discountPercent = discountPercent
    self.charge = charge
    self.earning = earning
    self.packingList = packingList
    self.copyOf = copyOf
    self.acceptedAt = acceptedAt
  }

  enum CodingKeys: String, CodingKey {
    case orderID = "order_id"
    case clientID = "client_id"
    case clientFirstName = "client_first_name"
    case clientName = "client_name"
    case workerID = "worker_id"
    case workerFirstName = "worker_first_name"
    case workerName = "worker_name"
    case serviceTypeID = "service_type_id"
    case serviceTypeName = "service_type_name"
    case description, place, phone, email, price, charge, earning
    case scheduledAt = "scheduled_at"
    case endsAt = "ends_at"
    case pickUpAt = "pick_up_at"
    case discountPercent = "discount_percent"
    case packingList = "packing_list"
    case copyOf = "copy_of"
    case acceptedAt = "accepted_at"
  }
}

/// A photo as it travels: never its bytes.
public struct PhotoReference: Codable, Hashable, Sendable {
  /// Lower-case hex of the stored bytes' digest.
  public var sha256: String
  /// Where those who may see it get it: `/api/orders/{id}/photos/check-in`.
  public var path: String

  public init(sha256: String, path: String) {
    self.sha256 = sha256
    self.path = path
  }
}

/// Who did something.
public struct OrderActor: Codable, Hashable, Sendable {
  /// `client`, `worker`, `manager` or `sweeper`.
  public var role: String
  /// The subject of the token; none for the sweeper.
  public var id: ExactText?

  public init(role: String, id: ExactText?) {
    self.role = role
    self.id = id
  }

  /// Whether this manager did it, for client or worker.
  public func isManager(_ manager: UUID) -> Bool {
    ExactText(role) == "manager" && id.flatMap { UUID(uuidString: $0.text) } == manager
  }
}
