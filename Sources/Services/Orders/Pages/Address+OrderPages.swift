import Contracts

extension Address {
  static let ownOrdersStream = ownOrders.below("stream")
  static let jobsStream = jobs.below("stream")
}
