import Contracts

extension Address {
  static let managerList = Address("/managers")
  static let newManager = managerList.below("new")
}
