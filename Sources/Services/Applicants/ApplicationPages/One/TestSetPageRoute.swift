import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// The set of tests that an applicant is given, while it is changed: what is not saved yet is in the
/// page's address, so that each step is a link.
struct TestSetView: PageData {
  static let template = "applications-tests"

  let facts: [ApplicationFact]
  let warning: String?
  let set: TestSetSteps
  let form: FormView

  static var example: TestSetView {
    TestSetView(
      facts: [.example], warning: "Tom has it.", set: .example,
      form: .example)
  }
}

extension ApplicantsModule {
  /// `/applications/{id}/tests`.
  func addTestSetPage(to routes: PageRoutes) {
    routes.readingQuery.form("/applications/{id}/tests", for: .manager, show: testSetPage) {
      visit, form in
      let query = visit.query()
      let application = try await findApplication(try visit.context.id())
      let tests = TestSetDraft(query, from: application.tests).tests
      try query.finish()
      return try await carryOut(visit, form, as: "tests") { try await testSet(of: tests, in: $0) }
    }
  }

  @Sendable private func testSetPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let application = try await findApplication(try visit.context.id())
    let draft = TestSetDraft(query, from: application.tests)
    try query.finish()
    let words = try await words(visit)
    let page = Address.page(ofApplication: application.id).below("tests").path
    return visit.page(
      TestSetView(
        facts: try await facts(of: application, words),
        warning: words.takingOver(application),
        set: try await steps(from: draft, at: page, words),
        form: visit.form(
          submit: words.text("save_tests"), back: Address.page(ofApplication: application.id).path,
          hidden: application.hidden(for: visit.caller.subject), query: draft.query())),
      titleKey: "title_tests")
  }
}
