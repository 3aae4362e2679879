import Contracts
import FoundationEssentials
import ServiceKit

extension Address {
  /// A client's own orders; clients begin there.
  static let ownOrders = Address("/orders")
  static let ownOrdersStream = ownOrders.below("stream")
  static let newOrder = ownOrders.below("new")

  static let jobsStream = jobs.below("stream")

  static func page(ofOrder id: UUID) -> Address { ownOrders.below(id.wire) }
  /// The form for the same order once more, with its query.
  static func newOrder(copying id: UUID) -> String {
    newOrder.path + queryString([(copied, id.wire)])
  }

  /// What that query calls the order.
  static let copied = "copy"

  static func page(ofJob id: UUID) -> Address { jobs.below(id.wire) }
}
