import Contracts
import ServiceKit

/// A sheet as a page shows it: the partial `tests-sheet`.
struct SheetView: Sendable {
  let action: String
  /// Of what is written over: whoever was faster is told of.
  let version: String
  /// What the sheet carries besides.
  let was: String
  let mistakes: Summary?
  let parts: [Part]
  let submit: String
  let kind = "primary"
  let back: String

  /// Why the sheet cannot stay as it is, with a link to each field: as the partial `mistakes` has it.
  struct Summary: Sendable {
    let title: String
    let detail: String?
    let detailLanguage: String
    let mistakes: [Item]

    struct Item: Sendable {
      let text: String
      let field: String?
    }
  }

  /// Fields that belong together.
  struct Part: Sendable {
    /// What they are about; nil: the whole.
    let legend: String?
    let fields: [Field]
  }

  /// As the partial `field` has one, with more kinds of controls.
  struct Field: Sendable {
    let id: String
    let name: String
    let label: String
    let value: String
    let hint: String?
    let mistake: String?
    let describedBy: String?
    /// Whether it is typed: as a line, or as several.
    let isTyped: Bool
    let isLine: Bool
    let isProse: Bool
    /// How many lines of it are seen at once.
    let rows: Int
    let isFlag: Bool
    let isTicked: Bool
    let isChoice: Bool
    let choices: [Choice]
    /// The id of what browsers offer while it is typed; nil: nothing.
    let list: String?
    let names: [String]
  }

  struct Choice: Sendable {
    let value: String
    let text: String
    let isChosen: Bool
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
    let summary = SheetView.Summary(
      title: texts.text(detail == nil ? "problem_400" : "problem_precondition-failed"),
      detail: detail, detailLanguage: texts.language.rawValue,
      mistakes: told.map { SheetView.Summary.Item(text: $0.line, field: $0.field?.id) })
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
    let hint = texts.find("field_\(label)_hint")
    let described =
      (hint == nil ? [] : ["\(id)-hint"]) + (mistake == nil ? [] : ["\(id)-mistake"])
    var (isProse, isFlag, rows) = (false, false, 4)
    var (choices, names): ([SheetView.Choice], [String]) = ([], [])
    switch format {
    case .prose: isProse = true
    case .document: (isProse, rows) = (true, 24)
    case .flag: isFlag = true
    case .choice(let all): choices = all.map { $0.view(chosen: value, texts) }
    case .named(let all): names = all.map(\.name.text)
    default: break
    }
    return SheetView.Field(
      id: id, name: name, label: label(texts), value: value, hint: hint, mistake: mistake,
      describedBy: described.isEmpty ? nil : described.joined(separator: " "),
      isTyped: !isFlag && choices.isEmpty,
      isLine: !isProse && !isFlag && choices.isEmpty, isProse: isProse, rows: rows,
      isFlag: isFlag,
      isTicked: !value.isEmpty, isChoice: !choices.isEmpty, choices: choices,
      list: names.isEmpty ? nil : "\(id)-names", names: names)
  }
}

extension SheetChoice {
  fileprivate func view(chosen: String, _ texts: LocalTexts) -> SheetView.Choice {
    SheetView.Choice(
      value: value, text: texts.text(key), isChosen: ExactText(value) == ExactText(chosen))
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
    func field(_ name: String, isLine: Bool = false) -> Field {
      Field(
        id: "field-\(name)", name: name, label: "Name", value: "Tom", hint: "A cat's.",
        mistake: "please fill this in", describedBy: "field-\(name)-hint", isTyped: true,
        isLine: isLine,
        isProse: false, rows: 4, isFlag: false, isTicked: true, isChoice: false,
        choices: [Choice(value: "a", text: "A", isChosen: true)], list: "names", names: ["Tom"])
    }
    return SheetView(
      action: "/tests/1/draft", version: "1", was: "a",
      mistakes: Summary(
        title: "Not right", detail: "Somebody was faster.", detailLanguage: "en",
        mistakes: [Summary.Item(text: "Name: please fill this in", field: "field-name")]),
      parts: [Part(legend: "Option 1", fields: [field("name", isLine: true)])], submit: "Save",
      back: "/tests/1")
  }
}
