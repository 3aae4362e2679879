import Contracts
import ServiceKit

/// A test as a cat with that seed has it, without a clock, and what answers would be worth.
struct PreviewView: PageData {
  static let template = "tests-preview"

  let action: String
  let seed: String
  let languages: [SheetView.Choice]
  let language: String
  let title: String
  let introduction: String
  let questions: [Question]
  /// nil: nothing was answered.
  let result: Result?
  let back: String

  /// One question with its control: the partial `tests-question`.
  struct Question {
    let number: Int
    /// Of its control.
    let name: String
    let text: String
    let isOne: Bool
    let isSeveral: Bool
    let isNumber: Bool
    let isText: Bool
    let options: [Option]
    let unit: String?
    let value: String
    /// What a manager gives for a text.
    let mark: Mark?
    /// What the answer is worth; nil: nothing was answered.
    let worth: String?
  }

  struct Option {
    let id: String
    let name: String
    let value: String
    let text: String
    let isChosen: Bool
  }

  struct Mark {
    let name: String
    let value: String
    let guide: String
  }

  struct Result {
    let lines: [String]
    let characteristics: [DraftView.Fact]
  }

  static var example: PreviewView {
    PreviewView(
      action: "/tests/1/versions/1/preview", seed: "1",
      languages: [SheetView.Choice(value: "en", text: "English", isChosen: true)],
      language: "en", title: "First look", introduction: "Fifteen questions.",
      questions: [
        Question(
          number: 1, name: "a.late_bus", text: "The bus is late.", isOne: true, isSeveral: true,
          isNumber: true, isText: true,
          options: [
            Option(
              id: "late_bus-a", name: "a.late_bus", value: "a", text: "I call.", isChosen: true)
          ], unit: "km", value: "5",
          mark: Mark(name: "m.late_bus", value: "3", guide: "Three for a reason."),
          worth: "3 of 3 points")
      ],
      result: Result(
        lines: ["46 of 46 points"],
        characteristics: [DraftView.Fact(label: "speed", value: "50")]), back: "/tests/1")
  }
}

/// A test that is tried: its paper with its scoring, in one order and one language.
struct Preview: Sendable {
  let paper: Paper
  let scoring: Scoring
  let seed: UInt64
  let language: Language
  /// By names of controls; nil: nothing was answered yet.
  let answers: PreviewAnswers?

  func view(at page: Address, back: Address, _ texts: LocalTexts) -> PreviewView {
    let evaluation = answers.map {
      scoring.evaluate($0.answers(to: paper), marks: $0.marks(of: scoring))
    }
    return PreviewView(
      action: page.path, seed: "\(seed)",
      languages: Language.allCases.map {
        SheetView.Choice(
          value: $0.rawValue, text: texts.text("language_\($0.rawValue)"),
          isChosen: $0 == language)
      }, language: language.rawValue, title: paper.title[language],
      introduction: paper.introduction[language],
      questions: paper.arranged(seed: seed).questions.enumerated().map { index, question in
        view(
          question, index + 1, evaluation?.questions.first { $0.id == question.id }, texts)
      },
      result: evaluation.map { view($0, texts) }, back: back.path)
  }

  private func view(
    _ question: PaperQuestion, _ number: Int, _ evaluated: Evaluation.Question?,
    _ texts: LocalTexts
  ) -> PreviewView.Question {
    let name = PreviewAnswers.name(of: question.id)
    var unit: TranslatedText?
    if case .number(let asked) = question.content { unit = asked }
    return PreviewView.Question(
      number: number, name: name, text: question.text[language], isOne: question.type == .one,
      isSeveral: question.type == .several, isNumber: question.type == .number,
      isText: question.type == .text,
      options: question.options.map { option in
        let own = PreviewAnswers.name(of: option.id, in: question.id)
        let isChosen =
          question.type == .one
          ? answers?.value(name).map { ExactText($0) } == option.id : answers?.value(own) != nil
        return PreviewView.Option(
          id: own, name: question.type == .one ? name : own, value: option.id.text,
          text: option.text[language], isChosen: isChosen)
      }, unit: unit?[language], value: answers?.value(name) ?? "",
      mark: mark(of: question.id), worth: evaluated.map { $0.words(texts) })
  }

  private func mark(of question: ExactText) -> PreviewView.Mark? {
    guard case .text(_, let guide, _)? = scoring.questions.first(where: { $0.id == question })?.rule
    else { return nil }
    let name = PreviewAnswers.mark(of: question)
    return PreviewView.Mark(
      name: name, value: answers?.value(name) ?? "", guide: guide[language])
  }

  private func view(_ evaluation: Evaluation, _ texts: LocalTexts) -> PreviewView.Result {
    let score = SetScore([evaluation])
    let lines = [
      texts.text(
        "preview_points",
        ["points": "\(evaluation.points)", "greatest": "\(evaluation.scoring.greatest)"]),
      evaluation.unmarked.isEmpty
        ? nil : texts.text("preview_unmarked", ["count": "\(evaluation.unmarked.count)"]),
      evaluation.isKnockedOut ? texts.text("preview_knocked_out") : nil,
      score?.reachesMinimum == false ? texts.text("preview_below") : nil,
      score.map { texts.text("preview_code", ["code": $0.code]) },
    ]
    return PreviewView.Result(
      lines: lines.compactMap(\.self),
      characteristics: zip(CharacteristicsCode.names, score?.characteristics ?? []).map {
        DraftView.Fact(label: $0, value: "\($1)")
      })
  }
}

extension Evaluation.Question {
  /// Points of the greatest, and what is added to characteristics.
  fileprivate func words(_ texts: LocalTexts) -> String {
    guard let worth else { return texts.text("preview_no_mark", ["greatest": "\(greatest)"]) }
    let points = texts.text(
      "preview_points", ["points": "\(worth.points)", "greatest": "\(greatest)"])
    guard let effects = worth.effects.json else { return points }
    return "\(points): \(SheetFormat.effects.words(for: effects))"
  }
}

/// What was sent of a preview's controls, by names that no other field has: `a.late_bus`,
/// `a.bag.b` for one that is ticked, `m.why_us` for a mark.
struct PreviewAnswers: Sendable {
  private let values: [ExactText: String]

  static func name(of question: ExactText) -> String { "a.\(question)" }
  static func name(of option: ExactText, in question: ExactText) -> String {
    "a.\(question).\(option)"
  }
  static func mark(of question: ExactText) -> String { "m.\(question)" }

  /// Reads what there is to a paper.
  init(_ form: Form, to paper: Paper) {
    let names = paper.questions.flatMap { question in
      [Self.name(of: question.id), Self.mark(of: question.id)]
        + question.options.map { Self.name(of: $0.id, in: question.id) }
    }
    values = names.reduce(into: [:]) { $0[ExactText($1)] = form.value($1)?.string }
  }

  func value(_ name: String) -> String? { values[ExactText(name)] }

  fileprivate func answers(to paper: Paper) -> [ExactText: Answer] {
    paper.questions.reduce(into: [:]) { answers, question in
      let typed = value(Self.name(of: question.id))
      switch question.content {
      case .one: answers[question.id] = typed.map { .one(ExactText($0)) }
      case .number: answers[question.id] = typed.map { .number($0) }
      case .text: answers[question.id] = typed.map { .text($0) }
      case .several(let options):
        let chosen = options.map(\.id).filter { value(Self.name(of: $0, in: question.id)) != nil }
        answers[question.id] = chosen.isEmpty ? nil : .several(Set(chosen))
      }
    }
  }

  fileprivate func marks(of scoring: Scoring) -> [ExactText: Int] {
    scoring.questions.reduce(into: [:]) {
      $0[$1.id] = value(Self.mark(of: $1.id)).flatMap { Int($0) }
    }
  }
}
