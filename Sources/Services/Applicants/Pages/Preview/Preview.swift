import Contracts
import ServiceKit

/// A test that is tried: its paper with its scoring, in one order.
struct Preview: Sendable {
  let paper: Paper
  let scoring: Scoring
  let seed: UInt64
  /// In the language in which it is asked.
  let asked: LocalTexts
  /// nil: nothing was answered yet.
  let answers: PreviewAnswers?

  var isMistaken: Bool { answers?.isMistaken ?? false }

  func view(at page: Address, back: Address, _ texts: LocalTexts) -> PreviewView {
    let language = asked.language
    let questions = paper.arranged(seed: seed).questions
    let evaluation = evaluated
    return PreviewView(
      action: page.path, seed: "\(seed)",
      languages: Language.allCases.map {
        FieldView.Option(
          $0.rawValue, texts.text("language_\($0.rawValue)"), isChosen: $0 == language)
      }, language: language.rawValue, title: paper.title[language],
      introduction: paper.introduction[language],
      mistakes: isMistaken ? summary(of: questions, texts) : nil,
      questions: questions.enumerated().map { index, question in
        view(
          question, index + 1, evaluation?.questions.first { $0.id == question.id }, texts)
      },
      result: evaluation.map { view($0, texts) }, back: back.path)
  }

  /// nil: nothing was answered, or not everything can be read.
  private var evaluated: Evaluation? {
    guard let answers, !isMistaken else { return nil }
    return scoring.evaluate(answers.answers(to: paper), marks: answers.points)
  }

  private func view(
    _ question: PaperQuestion, _ number: Int, _ evaluated: Evaluation.Question?,
    _ texts: LocalTexts
  ) -> PreviewView.Question {
    let given = answers?.given[question.id]
    return PreviewView.Question(
      title: texts.text("question_number", ["number": "\(number)"]),
      answer: AnswerView(
        question, given?.value ?? .null, named: PreviewAnswers.name(of: question.id),
        mistake: given?.mistake.map(asked.text(of:)), asked),
      mark: mark(of: question.id, number, texts), worth: evaluated.map { $0.words(texts) })
  }

  private func mark(
    of question: ExactText, _ number: Int, _ texts: LocalTexts
  ) -> PreviewView.Mark? {
    guard case .text(let most, let guide, _)? = scoring.rule(of: question) else { return nil }
    let mark = answers?.marks[question]
    return PreviewView.Mark(
      id: "mark-\(question)", name: PreviewAnswers.mark(of: question),
      label: texts.text("preview_mark", ["number": "\(number)"]), value: mark?.typed ?? "",
      guide: guide[asked.language],
      mistake: mark?.isMistaken == true ? texts.text(of: .outOfRange(0...most)) : nil)
  }

  /// All that is wrong, in the order in which it is asked.
  private func summary(of questions: [PaperQuestion], _ texts: LocalTexts) -> MistakeSummary {
    var mistakes: [MistakeSummary.Item] = []
    for (index, question) in questions.enumerated() {
      let view = view(question, index + 1, nil, texts)
      if let mistake = answers?.given[question.id]?.mistake {
        mistakes.append(
          .init("\(view.title): \(texts.text(of: mistake))", field: view.answer.id))
      }
      if let mark = view.mark, let mistake = mark.mistake {
        mistakes.append(.init("\(mark.label): \(mistake)", field: mark.id))
      }
    }
    return MistakeSummary("problem_400", mistakes, texts)
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
        DraftView.Fact(label: texts.text("characteristic_\($0)"), value: "\($1)")
      })
  }
}

extension Scoring {
  fileprivate func rule(of question: ExactText) -> ScoringRule? {
    questions.first { $0.id == question }?.rule
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
