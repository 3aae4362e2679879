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
  let items: [Item]
  /// The form that adds one; nil: there is no other test, or no room.
  let adding: Adding?
  /// Where the set is saved, with the set.
  let action: String
  let form: FormView

  struct Item {
    let name: String
    /// The page with the test one place earlier; nil: it is the first.
    let earlier: String?
    let earlierLabel: String
    /// The page without the test.
    let without: String
    let withoutLabel: String
  }

  struct Adding {
    let path: String
    /// The set so far.
    let name: String
    let value: String
    let choices: [Choice]
  }

  struct Choice {
    let value: String
    let text: String
  }

  static var example: TestSetView {
    TestSetView(
      facts: [.example], warning: "Tom has it.",
      items: [
        Item(
          name: "First look", earlier: "/applications/1/tests?set=2,1",
          earlierLabel: "Earlier: First look", without: "/applications/1/tests?set=2",
          withoutLabel: "Take out: First look")
      ],
      adding: Adding(
        path: "/applications/1/tests", name: "set", value: "1",
        choices: [Choice(value: "2", text: "Second look")]),
      action: "/applications/1/tests?set=1", form: .example)
  }
}

extension ApplicantsModule {
  /// `/applications/{id}/tests`.
  func addTestSetPage(to routes: PageRoutes) {
    routes.readingQuery.form("/applications/{id}/tests", for: .manager, show: testSetPage) {
      visit, form in
      let query = visit.query()
      let application = try await findApplication(try visit.context.id())
      let tests = TestSetDraft(query, of: application).tests
      try query.finish()
      return try await carryOut(visit, form, as: "tests") { form in
        // As a field of the form it has no mistake that could stand beside one.
        guard Vacancy.testCount.contains(tests.count) else {
          form.mistake(in: "tests", .outOfRange(Vacancy.testCount))
          return nil
        }
        try await checkTests(tests, in: form)
        return TestSetAct(tests: tests)
      }
    }
  }

  @Sendable private func testSetPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let application = try await findApplication(try visit.context.id())
    let draft = TestSetDraft(query, of: application)
    try query.finish()
    let offered = try await database.read(
      ListTests(isArchived: false, after: nil, limit: 200))
    let names = try await testNames(draft.tests)
    let words = try await words(visit)
    let page = Address.page(ofApplication: application.id).below("tests").path
    func name(_ test: UUID) -> String { names[test] ?? test.wire }
    let others = offered.filter { !draft.tests.contains($0.id) }
    return visit.page(
      TestSetView(
        facts: try await facts(of: application, words),
        warning: words.takingOver(application),
        items: draft.tests.enumerated().map { index, test in
          .init(
            name: name(test),
            earlier: index == 0 ? nil : page + draft.moving(index).query,
            earlierLabel: words.text("test_earlier", ["name": name(test)]),
            without: page + draft.without(index).query,
            withoutLabel: words.text("test_without", ["name": name(test)]))
        },
        adding: others.isEmpty || draft.tests.count >= Vacancy.testCount.upperBound
          ? nil
          : .init(
            path: page, name: draft.field.name, value: draft.field.value,
            choices: others.map { .init(value: $0.id.wire, text: $0.name) }),
        action: page + draft.query,
        form: visit.form(
          submit: words.text("save_tests"), back: Address.page(ofApplication: application.id).path,
          hidden: application.hidden(for: visit.caller.subject))),
      titleKey: "title_tests")
  }
}

/// A set of tests as it is going to be.
struct TestSetDraft: Sendable {
  private(set) var tests: [UUID]

  /// - Parameter query: `set` has the ids so far, with commas between them, and `none` says that
  ///   there are none; without them it is the application's own set. `add` has one more.
  init(_ query: QueryForm, of application: Application) {
    let set = query.text("set", 1...200)
    let isEmpty = query.bool("none") ?? false
    tests =
      set.map { $0.split(separator: ",").compactMap { UUID(uuidString: String($0)) } }
      ?? (isEmpty ? [] : application.tests)
    if let added = query.uuid("add"), !tests.contains(added) { tests.append(added) }
  }

  private init(_ tests: [UUID]) { self.tests = tests }

  /// What leads to it, in an address or a form.
  var field: (name: String, value: String) {
    tests.isEmpty
      ? ("none", "true") : ("set", tests.map(\.wire).joined(separator: ","))
  }

  var query: String { queryString([(field.name, field.value)]) }

  /// The same with one of them a place earlier.
  func moving(_ index: Int) -> TestSetDraft {
    var tests = tests
    tests.swapAt(index, index - 1)
    return TestSetDraft(tests)
  }

  func without(_ index: Int) -> TestSetDraft {
    var tests = tests
    tests.remove(at: index)
    return TestSetDraft(tests)
  }
}
