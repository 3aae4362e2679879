import Contracts
import FoundationEssentials

extension Address {
  /// The list as a file.
  static let managersOrdersFile = managersOrders.below("file")
  /// Where the page's script learns of changes.
  static let managersOrdersStream = managersOrders.below("stream")
  /// Where all open orders of the worker in `?worker=` are failed.
  static let failOpenPage = managersOrders.below("fail-open")
  static let newServiceType = managersServiceTypes.below("new")

  /// Why that worker got the order, as a file.
  static func matchFile(of order: UUID) -> Address { match(of: order).below("file") }

  static func page(ofServiceType id: UUID) -> Address { managersServiceTypes.below(id.wire) }

  /// The managers' list, of one worker or client alone.
  static func managersOrders(of kind: String, _ id: UUID) -> String {
    "\(managersOrders.path)?\(kind)=\(id.wire)"
  }
}
