import Contracts
import FoundationEssentials
import ServiceKit

/// What a mail says of an order: no more than its reader may know, as it is kept with the mail.
///
/// No phone, whoever reads it: what the register forgets would stay in mails.
struct OrderTold: MailContent {
  var orderID: UUID
  var serviceTypeName: String
  var description: String
  var place: String
  var scheduledAt: Date
  var endsAt: Date?
  var pickUpAt: Date?
  var clientFirstName: String
  var workerFirstName: String
  /// Nobody but the client.
  var charge: Money?
  /// Nobody but the worker.
  var earning: Money?
  /// Once it is packed.
  var packingList: [String]?
  /// Why the order has ended.
  var reason: String?
  /// When the order fails by itself.
  var failsAt: Date?
}

extension OrderTold {
  init(_ facts: OrderFacts, to reader: Recipient.Kind) {
    orderID = facts.orderID
    serviceTypeName = facts.serviceTypeName
    description = facts.description
    place = facts.place
    scheduledAt = facts.scheduledAt
    endsAt = facts.endsAt
    pickUpAt = reader == .client ? nil : facts.pickUpAt
    clientFirstName = facts.clientFirstName
    workerFirstName = facts.workerFirstName
    charge = reader == .client ? facts.charge : nil
    earning = reader == .worker ? facts.earning : nil
  }

  init(_ facts: PackageFacts) {
    orderID = facts.orderID
    serviceTypeName = facts.serviceTypeName
    description = facts.description
    place = facts.place
    scheduledAt = facts.scheduledAt
    pickUpAt = facts.pickUpAt
    clientFirstName = facts.clientFirstName
    workerFirstName = facts.workerName.firstWord
    packingList = facts.packingList
  }

  var happensAt: Date? { scheduledAt }

  var instants: [Date] { [scheduledAt, pickUpAt, failsAt].compactMap(\.self) }
}
