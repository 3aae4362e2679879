public import FoundationEssentials

/// An order has ended; exactly one of these is published an order.
public struct OrderFinished: FlatEvent {
  public static let type = "order.finished.v1"
  public static let message = PackageResources.order_finished_v1_yaml

  public var facts: OrderFacts
  public var told: Told

  public init(_ facts: OrderFacts, _ told: Told) {
    self.facts = facts
    self.told = told
  }

  public struct Told: Codable, Hashable, Sendable {
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
      outcome: OrderOutcome, reason: String?, note: String?, endedBy: OrderActor, startedAt: Date?,
      endedAt: Date, checkInPhoto: PhotoReference?, reportPhoto: PhotoReference?
    ) {
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
  }
}
