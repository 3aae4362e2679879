import Contracts

/// Above a form that was refused: why, with a link to each field that has to change. It has the focus
/// when the page comes. The partial `mistakes`.
public struct MistakeSummary: Sendable {
  let title: String
  var detail: String?
  let detailLanguage: String?
  let mistakes: [Item]

  public struct Item: Sendable {
    let text: String
    let field: String?

    /// - Parameter field: the control's id; nil: no field of this form.
    public init(_ text: String, field: String?) {
      self.text = text
      self.field = field
    }
  }

  /// With all that there can be.
  public static var example: MistakeSummary {
    var problem = Problem.badInput([])
    problem.errors = [Mistake("/example", .noEmail)]
    var summary = MistakeSummary(problem, [.example], .example)
    summary.detail = "Nothing was done."
    return summary
  }

  /// Of a form that is not a `PageForm`.
  ///
  /// - Parameters:
  ///   - title: the text's key.
  ///   - detail: what is to be known before it is sent again; nil: nothing.
  public init(
    _ title: String, detail: String? = nil, _ mistakes: [Item], _ texts: LocalTexts
  ) {
    self.title = texts.text(title)
    self.detail = detail
    detailLanguage = texts.language.rawValue
    self.mistakes = mistakes
  }

  /// - Parameter fields: of the form, with what is wrong with them.
  init(_ problem: Problem, _ fields: [FieldView], _ texts: LocalTexts) {
    let known = fields.compactMap { field in
      field.mistake.map { Item("\(field.label): \($0)", field: field.id) }
    }
    let others = problem.errors
      .filter { mistake in !fields.contains { mistake.isIn($0.name) } }
      .map { Item("\(texts.name(of: $0)): \(texts.text(of: $0.reason))", field: nil) }
    let detail = texts.detail(of: problem)
    title = texts.title(of: problem)
    mistakes = known + others
    self.detail = mistakes.isEmpty ? detail?.text : nil
    detailLanguage = detail?.language.rawValue
  }
}

extension LocalTexts {
  /// What it is about, as far as people know it by a name.
  fileprivate func name(of mistake: Mistake) -> String {
    let field = mistake.pointer.dropFirst().prefix { $0 != "/" }
    return find("field_\(field)") ?? text("the_form")
  }
}

extension Mistake {
  /// Whether it is about a member of the form, or about a part of it.
  func isIn(_ name: String) -> Bool {
    let place = "/" + escapedPointer(name)
    let rest = pointer.utf8.dropFirst(place.utf8.count)
    return pointer.utf8.starts(with: place.utf8)
      && (rest.isEmpty || rest.first == UInt8(ascii: "/"))
  }
}
