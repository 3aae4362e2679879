import Contracts

/// A form with its fields, its buttons and, if it was refused, why. The partial `form`.
public struct FormView: Sendable {
  let action: String
  let hidden: [Hidden]
  let mistakes: MistakeSummary?
  let fields: [FieldView]
  let acts: Acts

  struct Hidden {
    let name: String
    let value: String
  }
}

/// The buttons of a form: what it does, and the way back. The partial `acts`.
public struct Acts: Sendable {
  let submit: String
  let kind: String
  let back: String
  /// What the way back is called; nil: as everywhere.
  let keep: String?

  /// - Parameter isDangerous: whether it ends something.
  init(_ submit: String, isDangerous: Bool = false, back: String, keep: String? = nil) {
    self.submit = submit
    kind = isDangerous ? "danger" : "primary"
    self.back = back
    self.keep = keep
  }
}

extension FormView {
  /// One of its fields, for a page that shows each in its own way.
  ///
  /// - Returns: nil if it has none of that name.
  public func field(_ name: String) -> FieldView? {
    fields.first { ExactText($0.name) == ExactText(name) }
  }

  /// A form that was refused, with all that there can be.
  public static var example: FormView { example(.example) }

  static func example(_ texts: LocalTexts) -> FormView {
    let words = texts.text("field_example")
    let kinds: [(String, PageForm.Kind)] = [
      ("lines", .prose(lines: 4)), ("choice", .choice([.init("a", words)])), ("day", .day),
    ]
    let fields =
      [FieldView.example(texts)]
      + kinds.map { FieldView($0, $1, label: words, hint: nil, value: "", mistake: nil) }
    var problem = Problem.badInput([])
    problem.errors = [Mistake("/example", .noWholeNumber), Mistake("/other", .unknown)]
    var summary = MistakeSummary(problem, fields, texts)
    summary.detail = texts.detail(of: .preconditionFailed)?.text
    return FormView(
      action: "/design", hidden: [Hidden(name: "version", value: "1")],
      mistakes: summary, fields: fields,
      acts: Acts(texts.text("send"), back: "/design", keep: texts.text("back")))
  }
}
