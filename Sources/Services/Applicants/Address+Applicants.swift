import Contracts
import FoundationEssentials

extension Address {
  static let vacancies = Address("/api/vacancies")
  static let tests = Address("/api/tests")

  static func vacancy(_ id: UUID) -> Address { vacancies.below(id.wire) }
  static func test(_ id: UUID) -> Address { tests.below(id.wire) }

  static func version(_ number: Int, of test: UUID) -> Address {
    Self.test(test).below("versions", "\(number)")
  }
}
