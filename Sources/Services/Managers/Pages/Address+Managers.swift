import Contracts

extension Address {
  static let managerList = Address("/managers")
  static let newManager = managerList.below("new")

  /// Where one manager is changed; what it leads to lies below.
  static func page(of manager: Manager) -> Address { managerList.below(manager.id.wire) }
}
