import Contracts
import FoundationEssentials

extension Address {
  static let vacancies = Address("/api/vacancies")
  static let tests = Address("/api/tests")
  static let applications = Address("/api/applications")

  static func vacancy(_ id: UUID) -> Address { vacancies.below(id.wire) }
  static func photo(of application: UUID) -> Address {
    applications.below(application.wire, "photo")
  }
  static func portal(_ token: LinkToken) -> Address { Address("/portal/\(token.text)") }
  static func test(_ id: UUID) -> Address { tests.below(id.wire) }

  static func version(_ number: Int, of test: UUID) -> Address {
    Self.test(test).below("versions", "\(number)")
  }
}
