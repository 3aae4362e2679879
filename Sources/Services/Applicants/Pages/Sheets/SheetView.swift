import Contracts
import ServiceKit

/// A sheet as a page shows it: the partial `tests-sheet`.
struct SheetView: Sendable {
  let action: String
  /// Of what is written over: whoever was faster is told of.
  let version: String
  /// What the sheet carries besides.
  let was: String
  let mistakes: MistakeSummary?
  let parts: [Part]
  let submit: String
  let kind = "primary"
  let back: String
  /// What the way back is called; nil: as everywhere.
  var keep: String?

  /// Fields that belong together.
  struct Part: Sendable {
    /// What they are about; nil: the whole.
    let legend: String?
    let fields: [Field]
  }

  /// One that is typed as the partial `field` has it, or ticked.
  struct Field: Sendable {
    let field: FieldView
    let isTyped: Bool
    let isFlag: Bool
    let isTicked: Bool
    /// Whether one of its few choices is ticked.
    let isRadios: Bool
  }
}

/// What else a sheet needs to be shown.
struct SheetPlace {
  let action: Address
  let version: Int64
  var was = ""
  let submit: String
  let back: Address
}

extension Sheet {
  /// - Parameters:
  ///   - mistakes: by their places in the part that the sheet writes.
  ///   - detail: what is to be known before it is sent again; nil: nothing.
  func view(
    _ typed: Typed, _ mistakes: [Mistake], detail: String? = nil, at place: SheetPlace,
    _ texts: LocalTexts
  ) -> SheetView {
    let told = mistakes.map { self.told($0, texts) }
    func shown(_ field: SheetField) -> SheetView.Field {
      let name = ExactText(field.name)
      let own = told.filter { $0.field.map { ExactText($0.name) } == name }.map(\.words)
      return field.view(
        typed[field], mistake: own.isEmpty ? nil : own.joined(separator: "; "), texts)
    }
    let summary = MistakeSummary(
      detail == nil ? "problem_400" : "problem_precondition-failed", detail: detail,
      told.map { MistakeSummary.Item($0.line, field: $0.field?.id) }, texts)
    return SheetView(
      action: place.action.path, version: "\(place.version)", was: place.was,
      mistakes: told.isEmpty && detail == nil ? nil : summary,
      parts: [SheetView.Part(legend: nil, fields: fields.map(shown))]
        + rows.enumerated().map { index, row in
          SheetView.Part(
            // A field that is alone says what it is.
            legend: row.count == 1
              ? nil : texts.text("part_\(list)", ["number": "\(index + 1)"]),
            fields: row.map(shown))
        },
      submit: place.submit, back: place.back.path)
  }
}

/// A mistake in words, and where it is put right.
struct ToldMistake {
  /// nil: in no field of the sheet.
  let field: SheetField?
  let words: String
  /// The same after what the field is called.
  let line: String
}

extension Sheet {
  /// - Parameter mistake: by its place in the part that the sheet writes.
  func told(_ mistake: Mistake, _ texts: LocalTexts) -> ToldMistake {
    let found = place(of: mistake.pointer)
    let words = texts.words(for: mistake.reason, in: found?.field.format)
    let part = found?.part ?? mistake.pointer
    let whole = part.isEmpty ? words : "\(part): \(words)"
    return ToldMistake(
      field: found?.field, words: whole,
      line: (found.map { "\($0.field.label(texts)): " } ?? "") + whole)
  }
}

extension SheetField {
  var id: String { "field-\(name)" }

  func label(_ texts: LocalTexts) -> String {
    texts.text("field_\(label)", ["number": row.map { "\($0)" } ?? ""])
  }

  fileprivate func view(_ value: String, mistake: String?, _ texts: LocalTexts) -> SheetView.Field {
    var (isFlag, isRadios) = (false, false)
    let kind: PageForm.Kind
    switch format {
    case .prose: kind = .prose(lines: 4)
    case .document: kind = .prose(lines: 24)
    case .flag: (kind, isFlag) = (.text, true)
    case .choice(let all):
      (kind, isRadios) = (.choice(all.map { .init($0.value, texts.text($0.key)) }), true)
    case .named(let all): kind = .named(all.map(\.name.text))
    default: kind = .text
    }
    return SheetView.Field(
      field: FieldView(
        name, kind, label: label(texts), hint: texts.find("field_\(label)_hint"), value: value,
        mistake: mistake), isTyped: !isFlag && !isRadios, isFlag: isFlag, isTicked: !value.isEmpty,
      isRadios: isRadios)
  }
}

extension LocalTexts {
  /// What is wrong, in the words of how it is typed.
  fileprivate func words(for reason: MistakeReason, in format: SheetFormat?) -> String {
    switch (format, reason.code) {
    case (.effects, "no-object"): text("sheet_no_effects")
    case (.near, "no-array"): text("sheet_no_near")
    case (.minutes, "no-whole-number"), (.minutes, "out-of-range"): text("sheet_no_minutes")
    case (.named, "no-uuid"): text("mistake_no-such-test")
    case (.document, "unreadable"): text("sheet_unreadable", ["why": reason.text])
    default: self.text(of: reason)
    }
  }
}

extension SheetView {
  static var example: SheetView {
    SheetView(
      action: "/tests/1/draft", version: "1", was: "a", mistakes: .example,
      parts: [
        Part(
          legend: "Option 1",
          fields: [
            Field(
              field: .example, isTyped: true, isFlag: false, isTicked: true, isRadios: false)
          ])
      ], submit: "Save", back: "/tests/1", keep: "Leave it")
  }
}
