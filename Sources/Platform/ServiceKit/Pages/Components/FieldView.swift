import Contracts

/// A field of a form: label, hint, what is wrong with it, and the control. The partial `field`, whose
/// block `control` others may fill otherwise.
public struct FieldView: Sendable {
  let id: String
  let name: String
  let label: String
  let kind: String
  let value: String
  let hint: String?
  let mistake: String?
  /// The ids of what describes the control.
  let describedBy: String?

  init(_ field: PageForm.Field, _ texts: LocalTexts, value: String, mistake: String?) {
    id = "field-\(field.name)"
    name = field.name
    label = texts.text("field_\(field.name)")
    kind = field.kind.rawValue
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
