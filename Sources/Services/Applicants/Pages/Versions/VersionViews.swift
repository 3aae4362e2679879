import Contracts
import FoundationEssentials
import ServiceKit

/// A version of a test: what is asked in it, what answers are worth, the scorings it has had, and
/// what became of those who have sat it.
struct VersionView: PageData {
  static let template = "tests-version"

  let mark: StatusMark
  /// Pages that ask once more; nil: it is so already, or cannot be.
  let makeDefault: String?
  let retire: String?
  let preview: String
  let adopt: String
  let back: String
  /// That another scoring than the one in force is shown; nil: it is that.
  let remark: String?
  let facts: [DraftView.Fact]
  let scorings: [Scoring]
  let statistics: StatisticsView
  let questions: [Question]

  struct Scoring {
    let name: String
    /// The same page by this one; nil: it is.
    let path: String?
    /// nil: another one is in force.
    let inForce: StatusMark?
    let points: String
    let note: String
    let made: String
  }

  struct Question {
    let number: Int
    let text: String
    let facts: [DraftView.Fact]
  }

  static var example: VersionView {
    let fact = DraftView.Fact(label: "Title", value: "First look")
    return VersionView(
      mark: .example, makeDefault: "/tests/1/versions/1/default",
      retire: "/tests/1/versions/1/retire", preview: "/tests/1/versions/1/preview",
      adopt: "/tests/1/versions/1/scorings/new", back: "/tests/1",
      remark: "This is scoring 1.", facts: [fact],
      scorings: [
        Scoring(
          name: "1", path: "/tests/1/versions/1?scoring=1", inForce: .example,
          points: "46 points", note: "First.", made: "2027-03-01")
      ], statistics: .example,
      questions: [Question(number: 1, text: "The bus is late.", facts: [fact])])
  }
}

extension Sheet {
  /// What a part of a document says, by what its fields are called; what it has not is left out.
  func facts(of json: JSONValue, _ texts: LocalTexts) -> [DraftView.Fact] {
    let typed = typed(of: json)
    return all.compactMap { field in
      guard !typed[field].isEmpty else { return nil }
      return DraftView.Fact(label: field.label(texts), value: field.words(typed[field], texts))
    }
  }
}
