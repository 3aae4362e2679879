import Contracts
import FoundationEssentials

extension Address {
  static let testPages = Address("/tests")
  static let newTestPage = testPages.below("new")
  static let vacancyPages = Address("/applications/vacancies")
  static let newVacancyPage = vacancyPages.below("new")

  static func page(ofVacancy id: UUID) -> Address { vacancyPages.below(id.wire) }

  /// Where one test is kept; what it leads to lies below.
  static func page(of test: UUID) -> Address { testPages.below(test.wire) }

  static func draftPage(of test: UUID) -> Address { page(of: test).below("draft") }

  static func headPage(of test: UUID) -> Address { draftPage(of: test).below("head") }

  /// - Parameter number: from 1; one more than there are is where another one is written.
  static func questionPage(_ number: Int, of test: UUID) -> Address {
    draftPage(of: test).below("questions", "\(number)")
  }

  static func versionPage(_ number: Int, of test: UUID) -> Address {
    page(of: test).below("versions", "\(number)")
  }
}
