import Contracts

/// Above a form that was refused: why, with a link to each field that has to change. It has the focus
/// when the page comes. The partial `mistakes`.
public struct MistakeSummary: Sendable {
  let title: String
  var detail: String?
  let detailLanguage: String?
  let mistakes: [Item]

  struct Item {
    let text: String
    /// The control's id; nil: no field of this form.
    let field: String?
  }

  /// With all that there can be.
  public static var example: MistakeSummary {
    var problem = Problem.badInput([])
    problem.errors = [Mistake("/example", .noEmail)]
    var summary = MistakeSummary(problem, [.example], .example)
    summary.detail = "Nothing was done."
    return summary
  }

  /// - Parameter fields: of the form, with what is wrong with them.
  init(_ problem: Problem, _ fields: [FieldView], _ texts: LocalTexts) {
    let known = fields.compactMap { field in
      field.mistake.map { Item(text: "\(field.label): \($0)", field: field.id) }
    }
    let pointers = fields.map { "/" + escapedPointer($0.name) }
    let others = problem.errors.filter { !pointers.contains($0.pointer) }
      .map { Item(text: "\($0.pointer): \(texts.text(of: $0.reason))", field: nil) }
    let detail = texts.detail(of: problem)
    title = texts.title(of: problem)
    mistakes = known + others
    self.detail = mistakes.isEmpty ? detail?.text : nil
    detailLanguage = detail?.language.rawValue
  }
}
