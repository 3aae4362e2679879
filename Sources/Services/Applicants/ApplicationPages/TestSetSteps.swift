import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A set of tests as it is going to be, in a page's address.
struct TestSetDraft: Sendable {
  private(set) var tests: [UUID]

  /// What it is called in the address.
  static let names = ["set", "none", "add"]

  /// - Parameters:
  ///   - query: `set` has the ids so far, with commas between them, and `none` says that there are
  ///     none. `add` has one more.
  ///   - first: what they are without either.
  init(_ query: QueryForm, from first: [UUID]) {
    let set = query.text("set", 1...200)
    let isEmpty = query.bool("none") ?? false
    tests =
      set.map { $0.split(separator: ",").compactMap { UUID(uuidString: String($0)) } }
      ?? (isEmpty ? [] : first)
    if let added = query.uuid("add"), !tests.contains(added) { tests.append(added) }
  }

  private init(_ tests: [UUID]) { self.tests = tests }

  /// What leads to it, in an address or a form.
  var field: (String, String) {
    tests.isEmpty ? ("none", "true") : ("set", tests.map(\.wire).joined(separator: ","))
  }

  /// - Parameter kept: what the address has besides.
  func query(_ kept: [(String, String)] = []) -> String { queryString(kept + [field]) }

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

/// What leads from a set of tests to others. The partial `applications-set`.
struct TestSetSteps {
  let items: [Item]
  /// The form that adds one; nil: there is no other test, or no room.
  let adding: Adding?

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
    /// The set so far, and what the address has besides.
    let kept: [Field]
    let choices: [Choice]
  }

  struct Field {
    let name: String
    let value: String
  }

  struct Choice {
    let value: String
    let text: String
  }

  static var example: TestSetSteps {
    TestSetSteps(
      items: [
        Item(
          name: "First look", earlier: "/applications/1/tests?set=2,1",
          earlierLabel: "Earlier: First look", without: "/applications/1/tests?set=2",
          withoutLabel: "Take out: First look")
      ],
      adding: Adding(
        path: "/applications/1/tests", kept: [Field(name: "set", value: "1")],
        choices: [Choice(value: "2", text: "Second look")]))
  }
}

extension ApplicantsModule {
  /// - Parameters:
  ///   - page: where the set is put together.
  ///   - kept: what the page's address has besides.
  func steps(
    from draft: TestSetDraft, at page: String, keeping kept: [(String, String)] = [],
    _ words: PageWords
  ) async throws -> TestSetSteps {
    let offered = try await testsOnOffer()
    let names = try await testNames(draft.tests)
    let others = offered.filter { !draft.tests.contains($0.id) }
    return TestSetSteps(
      items: draft.tests.enumerated().map { index, test in
        let name = names[test] ?? test.wire
        return TestSetSteps.Item(
          name: name, earlier: index == 0 ? nil : page + draft.moving(index).query(kept),
          earlierLabel: words.text("test_earlier", ["name": name]),
          without: page + draft.without(index).query(kept),
          withoutLabel: words.text("test_without", ["name": name]))
      },
      adding: others.isEmpty || draft.tests.count >= Vacancy.testCount.upperBound
        ? nil
        : TestSetSteps.Adding(
          path: page, kept: (kept + [draft.field]).map { .init(name: $0, value: $1) },
          choices: others.map { .init(value: $0.id.wire, text: $0.name) }))
  }
}
