public import FoundationEssentials

/// An order has ended; exactly one of these is published an order.
public struct OrderFinished: EventPayload, Hashable {
  public static let type = "order.finished.v1"
  public static let message = PackageResources.order_finished_v1_yaml

  public var order: OrderFacts
  public var outcome: OrderOutcome
  /// One of the table in "Order life", such as `worker_no_show`; none when completed.
  public var reason: String?
  /// What who ended it wrote.
  public var note: String?
  public var endedBy: OrderActor
  /// The check-in; none when the order never started.
  public var startedAt: Date?
  public var endedAt: Date
  public var checkInPhoto: PhotoReference?
  public var reportPhoto: PhotoReference?

  public init(
    order: OrderFacts, outcome: OrderOutcome, reason: String?, note: String?, endedBy: OrderActor,
    startedAt: Date?, endedAt: Date, checkInPhoto: PhotoReference?, reportPhoto: PhotoReference?
  ) {
    self.order = order
    self.outcome = outcome
    self.reason = reason
    self.note = note
    self.endedBy = endedBy
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.checkInPhoto = checkInPhoto
    self.reportPhoto = reportPhoto
  }

  enum CodingKeys: String, CodingKey {
    case outcome, reason, note
    case endedBy = "ended_by"
    case startedAt = "started_at"
    case endedAt = "ended_at"
    case checkInPhoto = "check_in_photo"
    case reportPhoto = "report_photo"
  }

  public init(from decoder: any Decoder) throws {
    order = try OrderFacts(from: decoder)
    let members = try decoder.container(keyedBy: CodingKeys.self)
    outcome = try members.decode(OrderOutcome.self, forKey: .outcome)
    reason = try members.decodeIfPresent(String.self, forKey: .reason)
    note = try members.decodeIfPresent(String.self, forKey: .note)
    endedBy = try members.decode(OrderActor.self, forKey: .endedBy)
    startedAt = try members.decodeIfPresent(Date.self, forKey: .startedAt)
    endedAt = try members.decode(Date.self, forKey: .endedAt)
    checkInPhoto = try members.decodeIfPresent(PhotoReference.self, forKey: .checkInPhoto)
    reportPhoto = try members.decodeIfPresent(PhotoReference.self, forKey: .reportPhoto)
  }

  public func encode(to encoder: any Encoder) throws {
    try order.encode(to: encoder)
    var members = encoder.container(keyedBy: CodingKeys.self)
    try members.encode(outcome, forKey: .outcome)
    try members.encodeIfPresent(reason, forKey: .reason)
    try members.encodeIfPresent(note, forKey: .note)
    try members.encode(endedBy, forKey: .endedBy)
    try members.encodeIfPresent(startedAt, forKey: .startedAt)
    try members.encode(endedAt, forKey: .endedAt)
    try members.encodeIfPresent(checkInPhoto, forKey: .checkInPhoto)
    try members.encodeIfPresent(reportPhoto, forKey: .reportPhoto)
  }
}
