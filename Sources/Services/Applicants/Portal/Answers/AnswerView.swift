import Contracts
import ServiceKit

/// A question with its controls, wherever it is asked: in a sitting, for practice, and where
/// managers try a test. The partial `answer`.
struct AnswerView {
  /// Of its control, and of the field that it sends; boxes of several options have the option's
  /// name behind it.
  let id: String
  let name: String
  let text: String
  var choice: Choice?
  var line: Typed?
  var lines: Typed?

  struct Choice {
    let options: [Option]
    let hint: String
  }

  struct Option {
    let id: String
    let kind: String
    let name: String
    let value: String
    let text: String
    let isChosen: Bool
  }

  struct Typed {
    let value: String
    let hint: String
    let mistake: String?
    let maxLength: Int
    /// What stands behind the number, as part of what it is called.
    let unit: String?
  }

  static var example: AnswerView {
    AnswerView(
      id: "field-a", name: "a", text: "How long?",
      choice: Choice(
        options: [
          Option(id: "a-1", kind: "radio", name: "a", value: "b", text: "Long", isChosen: true)
        ], hint: "Choose one."), line: typedExample, lines: typedExample)
  }

  private static let typedExample = Typed(
    value: "30", hint: "A number", mistake: "no number", maxLength: 100, unit: "minutes")

  /// What is said beside questions, for pages that ask some.
  static let texts: [Language: [UInt8]] = [
    .english: PackageResources.answer_en_txt, .russian: PackageResources.answer_ru_txt,
  ]
}

extension AnswerView {
  /// - Parameters:
  ///   - answer: what it holds; null: nothing.
  ///   - name: of its field.
  ///   - texts: in the language in which it is asked.
  init(
    _ question: PaperQuestion, _ answer: JSONValue, named name: String = GivenAnswer.field,
    mistake: String?, _ texts: LocalTexts
  ) {
    self.init(name, question.text[texts.language])
    switch question.content {
    case .one(let options):
      choice = radios(
        options.map { ($0.id.text, $0.text[texts.language]) }, chosen: answer.string, texts)
    case .several(let options):
      choice = Choice(
        options: options.map {
          Option(
            id: "\(id)-\($0.id)", kind: "checkbox", name: "\(name).\($0.id)", value: "on",
            text: $0.text[texts.language], isChosen: answer.has($0.id))
        }, hint: texts.text("choose_several"))
    case .number(let unit):
      line = Typed(
        value: answer.string ?? "", hint: texts.text("type_number"), mistake: mistake,
        maxLength: 100, unit: unit?[texts.language])
    case .text(let most):
      lines = Typed(
        value: answer.string ?? "", hint: texts.text("type_text", ["most": "\(most)"]),
        mistake: mistake, maxLength: most, unit: nil)
    }
  }

  /// A question that is asked of nobody.
  static func practice(_ chosen: String?, _ texts: LocalTexts) -> AnswerView {
    var view = AnswerView(GivenAnswer.field, texts.text("practice_question"))
    view.choice = view.radios(
      ["a", "b", "c"].map { ($0, texts.text("practice_\($0)")) }, chosen: chosen, texts)
    return view
  }

  private init(_ name: String, _ text: String) {
    self.init(id: "field-\(name)", name: name, text: text)
  }

  /// With one by which an answer is taken back: browsers let nobody unchoose.
  private func radios(
    _ options: [(id: String, text: String)], chosen: String?, _ texts: LocalTexts
  ) -> Choice {
    func option(_ value: String, _ text: String, isChosen: Bool) -> Option {
      Option(
        id: "\(id)-\(value)", kind: "radio", name: name, value: value, text: text,
        isChosen: isChosen)
    }
    let chosen = chosen.map { ExactText($0) }
    return Choice(
      options: options.map { option($0.id, $0.text, isChosen: chosen == ExactText($0.id)) }
        + [option("", texts.text("no_answer"), isChosen: chosen == nil)],
      hint: texts.text("choose_one"))
  }
}

extension JSONValue {
  /// Whether an answer is this option, or has it among others.
  func has(_ option: ExactText) -> Bool {
    (array ?? [self]).contains { $0.string.map { ExactText($0) } == option }
  }
}
