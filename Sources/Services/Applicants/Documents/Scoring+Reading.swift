import Contracts
import ServiceKit

extension Scoring {
  /// Reads a scoring alone, as it is stored.
  init(_ json: JSONValue) throws(TestMistakes) {
    self = try json.readTest { Scoring(TestForm($0, .scoring)) }
  }

  init(_ test: TestForm) {
    startValue = test.form.int("start_value", Self.startValues)
    questions = test.questions.compactMap(ScoredQuestion.init)
    pass = PassRule(test.form.optionalObject("pass"), naming: test.questions)
  }
}

extension PassRule {
  private static let percents = 1...100
  private static let points = 0...10_000

  fileprivate init(_ form: Form?, naming questions: [QuestionForm]) {
    topPercent = form?.optionalInt("top_percent", Self.percents)
    minimumPoints = form?.optionalInt("minimum_points", Self.points)
    must = form?.ids("must", among: questions) ?? []
  }
}

extension Form {
  /// Ids of questions that are scored without a manager.
  fileprivate func ids(_ name: String, among questions: [QuestionForm]) -> [ExactText] {
    guard let value = value(name) else { return [] }
    guard let items = value.array else {
      mistake(in: name, .noArray)
      return []
    }
    let known = Set(questions.filter { $0.type != .text }.map(\.id))
    let ids = items.map { $0.string.map { ExactText($0) } }
    // Where no question can be read, nothing is known of their ids.
    for (index, id) in ids.enumerated() where !questions.isEmpty {
      if !(id.map(known.contains) ?? false) { mistake(at: "/\(name)/\(index)", .noMustQuestion) }
    }
    return ids.compactMap(\.self)
  }
}

extension ScoredQuestion {
  /// - Returns: nil if it has no type, which is a mistake already.
  fileprivate init?(_ question: QuestionForm) {
    guard let type = question.type else { return nil }
    id = question.id
    switch type {
    case .one: rule = .one(question.scoredOptions())
    case .several: rule = .several(question)
    case .number: rule = .number(NumberRule(question.form))
    case .text:
      rule = .text(
        points: question.form.int("points", ScoringRule.fullPoints),
        guide: question.form.translatedText("guide"), Effects(question.form))
    }
  }
}

extension ScoringRule {
  fileprivate static func several(_ question: QuestionForm) -> ScoringRule {
    switch question.form.choice("scoring", SeveralScoring.self) {
    case .sum: return .sum(question.scoredOptions())
    case .exact:
      return .exact(
        points: question.form.int("points", fullPoints), question.rightOptions())
    case nil:
      question.form.passOver("points")
      for option in question.options { option.form.passOver("points", "right", "effects") }
      return .sum([])
    }
  }
}

extension QuestionForm {
  fileprivate func scoredOptions() -> [ScoredOption] {
    let points = options.map { $0.form.known("points", ScoringRule.points) }
    // Of points that are a mistake nobody knows whether they are above 0.
    if !points.isEmpty, points.allSatisfy({ $0.map { $0 <= 0 } ?? false }) {
      form.mistake(in: "options", .noPointsToHave)
    }
    return zip(options, points).map { option, points in
      ScoredOption(id: option.id, points: points ?? 0, effects: Effects(option.form))
    }
  }

  fileprivate func rightOptions() -> [RightOption] {
    let marks = options.map { $0.form.value("right") ?? false }
    if !marks.isEmpty, marks.allSatisfy({ $0 == false }) {
      form.mistake(in: "options", .noRightOption)
    }
    return options.map { option in
      RightOption(
        id: option.id, isRight: option.form.optionalBool("right") ?? false,
        effects: Effects(option.form))
    }
  }
}

extension NumberRule {
  fileprivate init(_ form: Form) {
    let tolerance = form.contains("tolerance") ? form.exactNumber("tolerance") : .zero
    let points = form.known("points", ScoringRule.fullPoints)
    answer = form.exactNumber("answer", isNegativeGood: true) ?? .zero
    self.tolerance = tolerance ?? .zero
    self.points = points ?? 0
    effects = Effects(form)
    near = Self.near(form.objects("near", Self.nearCount), beyond: tolerance, below: points)
  }

  private static func near(
    _ forms: [Form], beyond tolerance: ExactNumber?, below points: Int?
  ) -> [Near] {
    var (least, most) = (tolerance, points)
    return forms.map { form in
      let tolerance = form.exactNumber("tolerance")
      let points = form.known("points", ScoringRule.points)
      if let tolerance, let least, tolerance <= least {
        form.mistake(in: "tolerance", .noGrowingTolerance)
      }
      if let points, let most, points >= most { form.mistake(in: "points", .noFallingPoints) }
      (least, most) = (tolerance ?? least, points ?? most)
      return Near(tolerance: tolerance ?? .zero, points: points ?? 0)
    }
  }
}
