import Contracts
import FoundationEssentials
import ServiceKit

/// The list of tests.
struct TestsView: PageData {
  static let template = "tests"

  let tests: [Row]
  let list: ListView

  struct Row {
    let path: String
    let name: String
    let version: String
    let mark: StatusMark
  }

  static var example: TestsView {
    TestsView(
      tests: [Row(path: "/tests/1", name: "First look", version: "1", mark: .example)],
      list: .example)
  }
}

/// The form that begins a test.
struct NewTestView: PageData {
  static let template = "tests-new"
  static var example: NewTestView { NewTestView(form: .example) }

  let form: FormView
}

/// One test: its draft, what was published of it, and its name.
struct TestView: PageData {
  static let template = "tests-test"

  let mark: StatusMark
  let draft: StatusMark
  let draftPage: String
  /// nil: the draft cannot be published yet.
  let publish: String?
  let versions: [Row]
  let hasVersions: Bool
  /// What it is called now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
  /// The page that asks once more whether it shall be archived, or used again.
  let act: String
  let actLabel: String

  struct Row {
    let path: String
    let name: String
    let mark: StatusMark
    let extent: String
    let published: String
  }

  static var example: TestView {
    TestView(
      mark: .example, draft: .example, draftPage: "/tests/1/draft",
      publish: "/tests/1/draft/publish",
      versions: [
        Row(
          path: "/tests/1/versions/1", name: "Version 1", mark: .example, extent: "15 questions",
          published: "2027-03-01")
      ], hasVersions: true, overtaken: "It is called Tom now.", form: .example,
      act: "/tests/1/archive", actLabel: "Archive")
  }
}

extension StatusMark {
  static var example: StatusMark { StatusMark(.done, "ready") }
}

extension HiringTest {
  func mark(_ texts: LocalTexts) -> StatusMark {
    isArchived
      ? StatusMark(.cancelled, texts.text("archived")) : StatusMark(.done, texts.text("in_use"))
  }
}

extension TestDraft {
  /// Whether it can be published.
  func mark(_ texts: LocalTexts) -> StatusMark {
    guard json != .object([]) else { return StatusMark(.waiting, texts.text("draft_empty")) }
    let count = mistakes.count
    return count == 0
      ? StatusMark(.done, texts.text("draft_ready"))
      : StatusMark(.late, texts.text("draft_mistakes", ["count": "\(count)"]))
  }
}

extension TestVersion {
  func mark(_ texts: LocalTexts) -> StatusMark {
    switch (status, isDefault) {
    case (.retired, _): StatusMark(.cancelled, texts.text("version_retired"))
    case (.live, true): StatusMark(.done, texts.text("version_default"))
    case (.live, false): StatusMark(.underWay, texts.text("version_live"))
    }
  }

  /// How much it is.
  func extent(_ texts: LocalTexts) -> String {
    texts.text(
      "version_extent",
      [
        "questions": "\(questions)", "minutes": SheetFormat.minutes.words(for: limitJSON),
        "points": "\(maxPoints)",
      ])
  }

  private var limitJSON: JSONValue { .number("\(limitSeconds)") }
}
