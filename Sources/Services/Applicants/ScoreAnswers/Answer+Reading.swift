import Contracts
import ServiceKit

extension Paper {
  /// Answers by questions' ids; what is missing or null was not answered.
  func answers(_ form: Form) -> [ExactText: Answer] {
    questions.reduce(into: [:]) { $0[$1.id] = $1.answer(form) }
  }
}

extension PaperQuestion {
  /// As much of a number as anybody types.
  private static let numberLength = 0...100

  /// Reads the answer from the field of this question's id; nil: there is none, or a mistake.
  fileprivate func answer(_ form: Form) -> Answer? {
    guard let value = form.value(id.text), value != .null else { return nil }
    switch content {
    case .one(let options):
      return form.option(value, of: options, at: "/\(id)").map(Answer.one)
    case .several(let options):
      guard let items = value.array else {
        form.mistake(in: id.text, .noArray)
        return nil
      }
      // Of more than there are, one is no option or comes again.
      let chosen = items.prefix(options.count + 1).enumerated().compactMap { index, item in
        form.option(item, of: options, at: "/\(id)/\(index)")
      }
      if Set(chosen).count < chosen.count { form.mistake(in: id.text, .repeated) }
      return .several(Set(chosen))
    case .number: return .number(form.text(id.text, Self.numberLength))
    case .text(let most): return .text(form.text(id.text, 0...most))
    }
  }
}

extension Form {
  fileprivate func option(
    _ value: JSONValue, of options: [PaperOption], at place: String
  ) -> ExactText? {
    let id = value.string.map { ExactText($0) }
    guard let option = options.first(where: { $0.id == id }) else {
      mistake(at: place, .noChoice(of: options.map(\.id.text)))
      return nil
    }
    return option.id
  }
}

extension Scoring {
  /// What a manager gives for free texts, by questions' ids.
  func marks(_ form: Form?) -> [ExactText: Int] {
    guard let form else { return [:] }
    return questions.reduce(into: [:]) { marks, question in
      guard case .text(let points, _, _) = question.rule else { return }
      marks[question.id] = form.optionalInt(question.id.text, 0...points)
    }
  }
}
