import Contracts
import FoundationEssentials

extension Address {
  static let bulkPage = applicationPages.below("bulk")
  static let bulkDonePage = bulkPage.below("done")
  static let markingPage = applicationPages.below("marking")

  /// Where one application is read; what it leads to lies below.
  static func page(ofApplication id: UUID) -> Address { applicationPages.below(id.wire) }

  static func page(of act: ManagersAct, on application: UUID) -> Address {
    act.path.reduce(page(ofApplication: application)) { $0.below($1) }
  }

  static func page(ofAttempt attempt: UUID, of application: UUID) -> Address {
    page(ofApplication: application).below("attempts", attempt.wire)
  }

  /// Where one answer in words is marked.
  static func page(ofAnswer question: ExactText, in attempt: UUID) -> Address {
    markingPage.below(attempt.wire, question.text)
  }
}
