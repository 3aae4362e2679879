import Contracts
import FoundationEssentials
import ServiceKit

/// A draft: what is still wrong with it, its questions, and what can be done with it.
struct DraftView: PageData {
  static let template = "tests-draft"

  let version: String
  let mark: StatusMark
  let mistakes: [Mistake]
  let hasMistakes: Bool
  let head: String
  let facts: [Fact]
  let questions: [Question]
  let hasQuestions: Bool
  /// Where one more is written, and of which kind.
  let add: String
  let kinds: [FieldView.Option]
  let document: String
  let source: String
  /// nil: it cannot be tried, or published, yet.
  let preview: String?
  let publish: String?
  let back: String

  struct Mistake {
    let path: String
    let text: String
  }

  struct Fact {
    let label: String
    let value: String
  }

  struct Question {
    let number: Int
    let path: String
    let move: String
    let delete: String
    let text: String
    let kind: String
    let points: String
    /// nil: nothing is wrong with it.
    let wrong: StatusMark?
    let name: String
    let isFirst: Bool
    let isLast: Bool
  }

  static var example: DraftView {
    DraftView(
      version: "1", mark: .example,
      mistakes: [Mistake(path: "/tests/1/draft/head", text: "Title: please fill this in")],
      hasMistakes: true, head: "/tests/1/draft/head",
      facts: [Fact(label: "Title", value: "First look")],
      questions: [
        Question(
          number: 1, path: "/tests/1/draft/questions/1", move: "/tests/1/draft/questions/1/move",
          delete: "/tests/1/draft/questions/1/delete", text: "The bus is late.",
          kind: "one option", points: "3 points", wrong: .example, name: "late_bus", isFirst: true,
          isLast: true)
      ], hasQuestions: true, add: "/tests/1/draft/questions/2",
      kinds: [FieldView.Option("one", "one option", isChosen: true)],
      document: "/tests/1/draft/document", source: "/tests/1/draft/import",
      preview: "/tests/1/draft/preview", publish: "/tests/1/draft/publish", back: "/tests/1")
  }
}

/// One sheet: of a draft's head, or of a question.
struct EditView: PageData {
  static let template = "tests-edit"
  static var example: EditView {
    EditView(lead: "Of the draft.", remark: "Saved with mistakes.", sheet: .example)
  }

  let lead: String
  /// What else is to be known; nil: nothing.
  let remark: String?
  let sheet: SheetView
}

extension TestDraft {
  func view(of test: UUID, _ texts: LocalTexts) -> DraftView {
    let (mistakes, questions) = (mistakes, json.draftQuestions)
    let isBegun = json != .object([])
    let page = Address.draftPage(of: test)
    return DraftView(
      version: "\(version)", mark: mark(texts),
      mistakes: isBegun ? mistakes.map { view($0, of: test, texts) } : [],
      hasMistakes: isBegun && !mistakes.isEmpty, head: Address.headPage(of: test).path,
      facts: Sheet.head.facts(of: json, texts),
      questions: questions.enumerated().map { index, question in
        let wrong = mistakes.below("/questions/\(index)").count
        return view(
          question, index + 1, of: test,
          wrong == 0
            ? nil : StatusMark(.late, texts.text("mistakes_count", ["count": "\(wrong)"])), texts)
      },
      hasQuestions: !questions.isEmpty,
      add: Address.questionPage(questions.count + 1, of: test).path,
      kinds: QuestionKind.allCases.map {
        FieldView.Option(
          $0.rawValue, texts.text("kind_\($0.rawValue)"), isChosen: $0 == .one)
      },
      document: page.below("document").path, source: page.below("import").path,
      preview: mistakes.isEmpty ? page.below("preview").path : nil,
      publish: mistakes.isEmpty ? page.below("publish").path : nil,
      back: Address.page(of: test).path)
  }

  private func view(
    _ question: JSONValue, _ number: Int, of test: UUID, _ wrong: StatusMark?, _ texts: LocalTexts
  ) -> DraftView.Question {
    let page = Address.questionPage(number, of: test)
    let name = question["id"]?.string ?? "\(number)"
    return DraftView.Question(
      number: number, path: page.path, move: page.below("move").path,
      delete: page.below("delete").path,
      text: question["text"]?[texts.language.rawValue]?.string ?? name,
      kind: QuestionKind(question).map { texts.text("kind_\($0.rawValue)") } ?? "?",
      points: texts.text("points_count", ["count": "\(question.greatestPoints)"]), wrong: wrong,
      name: name, isFirst: number == 1, isLast: number == json.draftQuestions.count)
  }

  /// Where it is put right, and what it is, after which question it is about.
  private func view(
    _ mistake: Mistake, of test: UUID, _ texts: LocalTexts
  ) -> DraftView.Mistake {
    let steps = mistake.pointer.split(separator: "/")
    guard steps.count > 1, steps[0] == "questions", let index = Int(steps[1]),
      json.draftQuestions.indices.contains(index)
    else {
      let told = Sheet.head.told(mistake, texts)
      return DraftView.Mistake(
        path: Address.headPage(of: test).path + (told.field.map { "#\($0.id)" } ?? ""),
        text: told.line)
    }
    let own = Mistake(steps.dropFirst(2).map { "/\($0)" }.joined(), mistake.reason)
    let sheet = QuestionSheet.showing(json.draftQuestions[index]).sheet.sheet
    let told = sheet.told(own, texts)
    return DraftView.Mistake(
      path: Address.questionPage(index + 1, of: test).path
        + (told.field.map { "#\($0.id)" } ?? ""),
      text: "\(texts.text("question_number", ["number": "\(index + 1)"])): \(told.line)")
  }
}

extension JSONValue {
  /// The most points that a draft's question can bring, as far as it says.
  fileprivate var greatestPoints: Int {
    if let points = self["points"]?.int { return points }
    let points = (self["options"]?.array ?? []).map { $0["points"]?.int ?? 0 }
    switch QuestionKind(self) {
    case .sum: return points.reduce(0) { $0 + max(0, min($1, ScoringRule.points.upperBound)) }
    default: return points.max() ?? 0
    }
  }
}

extension SheetField {
  /// What is typed, as it is called where it is chosen.
  func words(_ typed: String, _ texts: LocalTexts) -> String {
    guard case .choice(let choices) = format,
      let choice = choices.first(where: { ExactText($0.value) == ExactText(typed) })
    else { return typed }
    return texts.text(choice.key)
  }
}
