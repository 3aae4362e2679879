import Contracts

/// A field of a form: label, hint, what is wrong with it, and the control. The partial `field`, whose
/// block `control` others may fill otherwise.
public struct FieldView: Sendable {
  public let id: String
  let name: String
  public let label: String
  /// As browsers call what a line holds.
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
  private(set) var isLine: Bool
  let isProse: Bool
  /// How many lines of it are seen at once.
  let rows: Int
  private(set) var isChoice = false
  /// What it can be set to; see ``choosing(from:preset:)``.
  private(set) var options: [Option] = []
  /// The id of what browsers offer while it is typed; nil: nothing.
  private(set) var list: String?
  private(set) var names: [String] = []

  /// - Parameters:
  ///   - name: in the form that is sent.
  ///   - hint: what is said about it, if anything.
  ///   - ownersOwn: see ``PageForm/Field``.
  ///   - mistake: what is wrong with what it holds; nil: nothing.
  public init(
    _ name: String, _ kind: PageForm.Kind, label: String, hint: String?, ownersOwn: String = "off",
    value: String, mistake: String?
  ) {
    let id = "field-\(name)"
    self.id = id
    self.name = name
    self.label = label
    self.kind = kind.type
    keyboard = kind.keyboard
    autocomplete = ownersOwn
    self.value = value
    self.hint = hint
    self.mistake = mistake
    let described =
      (hint == nil ? [] : ["\(id)-hint"]) + (mistake == nil ? [] : ["\(id)-mistake"])
    describedBy = described.isEmpty ? nil : described.joined(separator: " ")
    if case .prose(let lines) = kind { rows = lines } else { rows = 0 }
    isProse = rows > 0
    isLine = !isProse
    switch kind {
    case .choice(let choices): choose(from: choices, preset: nil)
    case .named(let names) where !names.isEmpty: (list, self.names) = ("\(id)-names", names)
    case .named, .text, .email, .phone, .wholeNumber, .day, .prose: break
    }
  }

  /// The field with what it can be set to: a list, or with the partial `radio-cards` all to be seen.
  ///
  /// - Parameter preset: what is chosen where the field holds none of them; nil: nothing.
  public func choosing(from choices: [Choice], preset: String? = nil) -> FieldView {
    var field = self
    field.choose(from: choices, preset: preset)
    return field
  }

  private mutating func choose(from choices: [Choice], preset: String?) {
    let held = ExactText(value)
    let isHeld = choices.contains { ExactText($0.value) == held }
    let chosen = isHeld ? held : preset.map { ExactText($0) }
    (isChoice, isLine) = (true, false)
    options = choices.enumerated().map { index, choice in
      Option(
        choice, id: index == 0 ? id : "\(id)-\(index + 1)",
        isChosen: chosen == ExactText(choice.value))
    }
  }

  /// With all that there can be.
  public static var example: FieldView { example(.example) }
}

extension FieldView {
  /// A choice, and whether it is made.
  public struct Option: Sendable {
    /// Its control; the first has the field's, where links to the field lead.
    private(set) var id = ""
    let value: String
    let text: String
    private(set) var about: String?
    let isChosen: Bool

    public init(_ value: String, _ text: String, isChosen: Bool) {
      self.value = value
      self.text = text
      self.isChosen = isChosen
    }

    fileprivate init(_ choice: Choice, id: String, isChosen: Bool) {
      self.init(choice.value, choice.text, isChosen: isChosen)
      self.id = id
      about = choice.about
    }
  }

  /// - Parameter label: nil: the text `field_` and its name.
  init(
    _ field: PageForm.Field, label: String? = nil, _ texts: LocalTexts, value: String,
    mistake: String?
  ) {
    let hinted = "field_\(field.name)_hint"
    let hint = texts.find(hinted).map { _ in
      texts.text(hinted, ["amount": Money.example.words(in: texts.language)])
    }
    self.init(
      field.name, field.kind, label: label ?? texts.text("field_\(field.name)"), hint: hint,
      ownersOwn: field.ownersOwn, value: value, mistake: mistake)
  }

  /// With all that there can be.
  ///
  /// - Parameter use: what tells a choice from other examples on a page; nil: it is a line.
  static func example(_ texts: LocalTexts, as use: String? = nil) -> FieldView {
    var field = FieldView(
      "example" + (use.map { "_\($0)" } ?? ""), .wholeNumber, label: texts.text("field_example"),
      hint: texts.text("field_example_hint"), value: "old",
      mistake: texts.text(of: .noWholeNumber))
    (field.list, field.names) = ("\(field.id)-names", ["9"])
    let choice = field.choosing(from: [Choice("9", "9", about: "three by three")], preset: "9")
    guard use == nil else { return choice }
    field.options = choice.options
    return field
  }
}

extension PageForm.Kind {
  /// As HTML calls what a line holds.
  fileprivate var type: String {
    switch self {
    case .email: "email"
    case .phone: "tel"
    case .day: "date"
    default: "text"
    }
  }

  fileprivate var keyboard: String? { if case .wholeNumber = self { "numeric" } else { nil } }
}
