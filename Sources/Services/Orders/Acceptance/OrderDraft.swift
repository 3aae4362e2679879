import Contracts
import FoundationEssentials
import ServiceKit

/// What orders know of a client, read from the register's view.
struct OrderingClient: Sendable {
  let id: UUID
  let firstName: String
  let lastName: String
  let isActive: Bool
  let paid: Money
  /// As many as were counted.
  let openOrders: Int
}

extension OrderingClient {
  /// Requests at the same instant may pass this together: nothing is locked for it.
  ///
  /// - Parameter maximum: how many orders may be open; 0: any number.
  /// - Throws: 409 for a client who has ordered enough for now.
  func mayOrder(openOrdersMax maximum: Int) throws {
    guard maximum == 0 || openOrders < maximum else { throw Problem.tooManyOpenOrders(maximum) }
  }
}

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
