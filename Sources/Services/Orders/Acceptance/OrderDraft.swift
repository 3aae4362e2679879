import Contracts
import FoundationEssentials
import ServiceKit

/// An order that nobody has been found for yet.
struct OrderDraft: Sendable {
  let id: UUID
  let client: OrderingClient
  let serviceType: ServiceType
  let description: String
  let place: String
  let phone: String
  let email: String
  let times: OrderTimes
  let maxCharge: Money?
  /// The order it copies.
  let copyOf: UUID?
  /// The first order of its chain of copies.
  let chain: UUID
  /// By whom an order of that chain failed.
  let excludedWorkers: [UUID]
  let createdAt: Date

  var matchRequest: MatchRequest {
    MatchRequest(
      orderID: id, clientID: client.id, serviceTypeID: serviceType.id,
      serviceTypeName: serviceType.name, characteristics: serviceType.characteristics,
      description: description, place: place, scheduledAt: times.scheduledAt,
      endsAt: times.endsAt, busy: times.busy, excludedWorkers: excludedWorkers,
      askedAt: createdAt)
  }
}
