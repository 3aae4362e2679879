public import FoundationEssentials

/// Quality control is done with an order, and tells its client and its worker what it has found
/// . Neither findings nor cause nor who has looked is told.
///
/// Subject: the review.
public struct ReviewClosed: EventPayload, Hashable {
  public static let type = "review.closed.v1"
  public static let message = PackageResources.review_closed_v1_yaml

  public var reviewID: UUID
  public var orderID: UUID
  public var origin: Origin
  public var clientID: UUID
  public var clientFirstName: String
  public var workerID: UUID
  /// The full name.
  public var workerName: String
  public var serviceTypeName: String
  public var scheduledAt: Date
  public var outcome: OrderOutcome
  /// nil: there is nothing to tell the client.
  public var textForClient: String?
  /// nil: there is nothing to tell the worker.
  public var textForWorker: String?
  public var closedAt: Date
  public var version: Int64

  /// Why there is a review.
  public enum Origin: String, Codable, CaseIterable, Sendable {
    /// The order was cancelled or failed.
    case automatic
    /// It was drawn at random among completed orders.
    case draw
    /// A manager wanted it.
    case named
  }

  public init(
    reviewID: UUID, orderID: UUID, origin: Origin, clientID: UUID, clientFirstName: String,
    workerID: UUID, workerName: String, serviceTypeName: String, scheduledAt: Date,
    outcome: OrderOutcome, textForClient: String?, textForWorker: String?, closedAt: Date,
    version: Int64
  ) {
    self.reviewID = reviewID
    self.orderID = orderID
    self.origin = origin
    self.clientID = clientID
    self.clientFirstName = clientFirstName
    self.workerID = workerID
    self.workerName = workerName
    self.serviceTypeName = serviceTypeName
    self.scheduledAt = scheduledAt
    self.outcome = outcome
    self.textForClient = textForClient
    self.textForWorker = textForWorker
    self.closedAt = closedAt
    self.version = version
  }

  enum CodingKeys: String, CodingKey {
    case origin, outcome, version
    case reviewID = "review_id"
    case orderID = "order_id"
    case clientID = "client_id"
    case clientFirstName = "client_first_name"
    case workerID = "worker_id"
    case workerName = "worker_name"
    case serviceTypeName = "service_type_name"
    case scheduledAt = "scheduled_at"
    case textForClient = "text_for_client"
    case textForWorker = "text_for_worker"
    case closedAt = "closed_at"
  }
}
