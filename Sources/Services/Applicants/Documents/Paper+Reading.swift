import Contracts
import ServiceKit

extension Paper {
  /// Reads a paper alone, as it is stored.
  init(_ json: JSONValue) throws(TestMistakes) {
    self = try json.readTest { Paper(TestForm($0, .paper)) }
  }

  init(_ test: TestForm) {
    let form = test.form
    title = form.translatedText("title")
    introduction = form.translatedText("introduction")
    limitSeconds = form.int("limit_seconds", Self.limit)
    order = PaperOrder(form.object("order"))
    questions = test.questions.compactMap(PaperQuestion.init)
  }
}

extension PaperOrder {
  fileprivate init(_ form: Form) {
    questions = form.choice("questions", Kind.self) ?? .fixed
    options = form.choice("options", Kind.self) ?? .fixed
  }
}

extension PaperQuestion {
  /// - Returns: nil if it has no type, which is a mistake already.
  fileprivate init?(_ question: QuestionForm) {
    let form = question.form
    id = question.id
    text = form.translatedText("text")
    switch question.type {
    case .one: content = .one(question.options.map(PaperOption.init))
    case .several: content = .several(question.options.map(PaperOption.init))
    case .number: content = .number(unit: form.optionalTranslatedText("unit"))
    case .text: content = .text(maxLength: form.int("max_length", Self.textLength))
    case nil: return nil
    }
  }
}

extension PaperOption {
  fileprivate init(id: ExactText, _ form: Form) {
    self.id = id
    text = form.translatedText("text")
    isLast = form.optionalBool("last") ?? false
  }
}
