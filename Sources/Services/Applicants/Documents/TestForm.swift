import Contracts
import ServiceKit

/// What paper and scoring of a test have in common. It is read once, so that each of its mistakes
/// is one, whether a text is a paper, a scoring, or the document that is both.
struct TestForm {
  enum Extent { case document, paper, scoring }

  let form: Form
  let questions: [QuestionForm]

  init(_ form: Form, _ extent: Extent) {
    self.form = form
    if let format = form.value("format") {
      if format.int != TestDocument.format.int { form.mistake(in: "format", .noChoice(of: ["1"])) }
    } else {
      form.mistake(in: "format", .required)
    }
    questions = form.objects("questions", Paper.questionCount).map { QuestionForm($0, extent) }
    refuseRepeated(questions.map { ($0.id, $0.form) })
  }
}

/// The same of a question.
struct QuestionForm {
  let form: Form
  let id: ExactText
  /// nil after a mistake.
  let type: QuestionType?
  let options: [(id: ExactText, form: Form)]

  init(_ form: Form, _ extent: TestForm.Extent) {
    self.form = form
    id = form.testID()
    type = extent == .scoring ? .scored(form) : form.choice("type", QuestionType.self)
    guard let type else {
      // Which of these it may have, nobody knows: none of them is a mistake of its own.
      form.passOver(
        "options", "scoring", "points", "effects", "unit", "answer", "tolerance", "near",
        "max_length", "guide")
      options = []
      return
    }
    let forms = type.optionCount.map { form.objects("options", $0) } ?? []
    options = forms.map { ($0.testID(), $0) }
    refuseRepeated(options)
  }
}

extension QuestionType {
  /// The type of a question of a scoring alone, which shows by what it has.
  fileprivate static func scored(_ form: Form) -> QuestionType {
    if form.contains("scoring") { return .several }
    if form.contains("options") { return .one }
    return form.contains("answer") ? .number : .text
  }
}

/// How several options are scored.
enum SeveralScoring: String, CaseIterable {
  case sum, exact
}

/// Ids tell things apart: one that stands again is a mistake there.
private func refuseRepeated(_ items: [(id: ExactText, form: Form)]) {
  var seen: Set<ExactText> = []
  for item in items where !item.id.text.isEmpty && !seen.insert(item.id).inserted {
    item.form.mistake(in: "id", .repeatedTestID)
  }
}

// What only tests have in their fields.
extension Form {
  /// The id of a question or an option; empty after a mistake.
  func testID() -> ExactText {
    guard let value = value("id") else {
      mistake(in: "id", .required)
      return ""
    }
    guard let id = value.string, (1...40).contains(id.utf8.count),
      id.utf8.allSatisfy({ isOfTestID($0) })
    else {
      mistake(in: "id", .noTestID)
      return ""
    }
    return ExactText(id)
  }

  private func isOfTestID(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  func translatedText(_ name: String) -> TranslatedText { TranslatedText(object(name)) }

  func optionalTranslatedText(_ name: String) -> TranslatedText? {
    optionalObject(name).map(TranslatedText.init)
  }

  /// A whole number; nil after a mistake, so that nothing is concluded from it.
  func known(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    _ = int(name, range)
    return value(name)?.int.flatMap { range.contains($0) ? $0 : nil }
  }

  /// A number written as text; nil after a mistake.
  func exactNumber(_ name: String, isNegativeGood: Bool = false) -> ExactNumber? {
    guard let value = value(name) else {
      mistake(in: name, .required)
      return nil
    }
    guard let number = value.string.flatMap(ExactNumber.init(written:)),
      isNegativeGood || number >= .zero
    else {
      mistake(in: name, isNegativeGood ? .noExactNumber : .noTolerance)
      return nil
    }
    return number
  }

  /// Takes these fields for read.
  func passOver(_ names: String...) {
    for name in names { _ = value(name) }
  }
}
