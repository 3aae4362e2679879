import Contracts

/// A field of a form: label, hint, what is wrong with it, and the control. The partial `field`, whose
/// block `control` others may fill otherwise.
public struct FieldView: Sendable {
  let id: String
  let name: String
  let label: String
  let kind: String
  /// Which keyboard phones show; nil: what fits the kind.
  let keyboard: String?
  let autocomplete: String
  /// What it holds: at first, or as it was sent.
  public let value: String
  let hint: String?
  /// What is wrong with what it holds; nil: nothing.
  public let mistake: String?
  /// The ids of what describes the control.
  let describedBy: String?

  /// With all that there can be.
  public static var example: FieldView {
    FieldView(PageForm.Field("example", .wholeNumber), .example, value: "3", mistake: "mistyped")
  }

  init(_ field: PageForm.Field, _ texts: LocalTexts, value: String, mistake: String?) {
    id = "field-\(field.name)"
    name = field.name
    label = texts.text("field_\(field.name)")
    let isNumber = field.kind == .wholeNumber
    kind = isNumber ? "text" : field.kind.rawValue
    keyboard = isNumber ? field.kind.rawValue : nil
    autocomplete = field.ownersOwn
    self.value = value
    let hinted = "field_\(field.name)_hint"
    hint = texts.find(hinted).map { _ in
      texts.text(hinted, ["amount": Money.example.words(in: texts.language)])
    }
    self.mistake = mistake
    let described =
      (hint == nil ? [] : ["\(id)-hint"]) + (mistake == nil ? [] : ["\(id)-mistake"])
    describedBy = described.isEmpty ? nil : described.joined(separator: " ")
  }
}
