import Contracts
import HTTPTypes
import ServiceKit

/// A form as a page shows it, with more kinds of controls than the partial `form` has: the partial
/// `desk-form`.
struct DeskForm: Sendable {
  let action: String
  /// Of what is written over; nil: nothing is.
  let version: String?
  let mistakes: Summary?
  let fields: [Field]
  let submit: String
  let kind = "primary"
  let back: String

  /// Why it cannot stay as it is, as the partial `mistakes` has it.
  struct Summary: Sendable {
    let title: String
    let detail: String?
    let detailLanguage: String
    let mistakes: [Item]

    struct Item: Sendable {
      let text: String
      /// The control's id; nil: no field of this form.
      let field: String?
    }
  }

  /// As the partial `field` has one.
  struct Field: Sendable {
    let id: String
    let name: String
    let label: String
    let hint: String?
    let mistake: String?
    let describedBy: String?
    let value: String
    let isLine: Bool
    /// As browsers call what a line holds.
    let type: String
    let keyboard: String?
    let isProse: Bool
    let isChoice: Bool
    let choices: [Choice]
  }

  struct Choice: Sendable {
    let value: String
    let text: String
    let isChosen: Bool
  }
}

extension DeskForm {
  /// - Parameters:
  ///   - problem: why what was entered is refused; nil: it is not.
  ///   - version: of what is written over; nil: nothing is.
  init(
    _ fields: [DeskField], _ entry: DeskEntry, _ problem: Problem?, at action: Address,
    version: Int64? = nil, submit: String, back: Address, _ texts: LocalTexts
  ) {
    self.action = action.path
    self.version = version.map { "\($0)" }
    self.submit = submit
    self.back = back.path
    self.fields = fields.map { field in
      Field(field, entry[field.name], texts.mistake(in: field, problem), texts)
    }
    mistakes = problem.map { Summary($0, fields, texts) }
  }
}

extension DeskForm.Summary {
  fileprivate init(_ problem: Problem, _ fields: [DeskField], _ texts: LocalTexts) {
    title = texts.find("problem_\(problem.slug)") ?? texts.text("problem_\(problem.status.code)")
    let own = texts.find("problem_\(problem.slug)_detail")
    // What stands at the fields says it all.
    detail = problem.errors.isEmpty ? own ?? problem.detail : nil
    detailLanguage = own == nil ? Language.english.rawValue : texts.language.rawValue
    mistakes = problem.errors.map { mistake in
      let field = fields.first { $0.holds(mistake) }
      return Item(
        text: "\(field?.label(texts) ?? mistake.pointer): \(texts.text(of: mistake.reason))",
        field: field?.id)
    }
  }
}

extension DeskForm.Field {
  fileprivate init(
    _ field: DeskField, _ value: String, _ mistake: String?, _ texts: LocalTexts
  ) {
    id = field.id
    name = field.name
    label = field.label(texts)
    hint = texts.find("field_\(field.name)_hint")
    self.mistake = mistake
    let described =
      (hint == nil ? [] : ["\(id)-hint"]) + (mistake == nil ? [] : ["\(id)-mistake"])
    describedBy = described.isEmpty ? nil : described.joined(separator: " ")
    self.value = value
    var (isProse, isChoice, isDay, isNumber) = (false, false, false, false)
    var offered: [DeskChoice] = []
    switch field.kind {
    case .line: break
    case .prose: isProse = true
    case .wholeNumber: isNumber = true
    case .day: isDay = true
    case .choice(let all): (isChoice, offered) = (true, all)
    }
    self.isProse = isProse
    self.isChoice = isChoice
    isLine = !isProse && !isChoice
    type = isDay ? "date" : "text"
    keyboard = isNumber ? "numeric" : nil
    choices = offered.map { choice in
      DeskForm.Choice(
        value: choice.value, text: choice.text,
        isChosen: ExactText(choice.value) == ExactText(value))
    }
  }
}

extension DeskField {
  fileprivate func label(_ texts: LocalTexts) -> String { texts.text("field_\(name)") }
}

extension LocalTexts {
  /// What is wrong with a field; nil: nothing.
  fileprivate func mistake(in field: DeskField, _ problem: Problem?) -> String? {
    problem?.errors.first(where: field.holds).map { text(of: $0.reason) }
  }
}

extension DeskForm {
  /// A form that was refused, with all that there can be.
  static var example: DeskForm {
    func field(_ name: String) -> Field {
      Field(
        id: "field-\(name)", name: name, label: "Name", hint: "A cat's.", mistake: "missing",
        describedBy: "field-\(name)-hint", value: "Tom", isLine: true, type: "text",
        keyboard: "numeric", isProse: true, isChoice: true,
        choices: [Choice(value: "a", text: "A", isChosen: true)])
    }
    return DeskForm(
      action: "/", version: "1",
      mistakes: Summary(
        title: "Not right", detail: "Somebody was faster.", detailLanguage: "en",
        mistakes: [Summary.Item(text: "Name: missing", field: "field-name")]),
      fields: [field("name")], submit: "Save", back: "/")
  }
}
