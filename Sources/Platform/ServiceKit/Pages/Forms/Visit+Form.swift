import Hummingbird

extension Visit {
  /// Why the form that was sent was refused; nil: it was not, or none was sent.
  public var refusal: Problem? { sent?.problem }

  /// What a field held of the form that was refused; empty: nothing, or none was.
  public func typed(_ name: String) -> String { refused?.value(name) ?? "" }

  private var refused: SentForm? { sent.flatMap { $0.problem == nil ? nil : $0 } }

  /// The form as a page shows it, with the partial `form`: what was typed, if it was sent already.
  ///
  /// - Parameters:
  ///   - submit: the text on its button.
  ///   - isDangerous: whether the button ends something.
  ///   - back: where who does not want it goes.
  ///   - keep: what that way is called; nil: "Back".
  ///   - values: what its fields hold at first.
  ///   - hidden: what it carries besides.
  ///   - query: what it is about beside the page's path, as the address has it.
  public func form(
    _ form: PageForm = PageForm(), submit: String, isDangerous: Bool = false, back: String,
    keep: String? = nil, values: [String: String] = [:], hidden: [(String, String)] = [],
    query: String = ""
  ) -> FormView {
    let refused = refused
    let fields = form.fields.map { field in
      FieldView(
        field, texts, value: refused?.value(field.name) ?? values[field.name] ?? "",
        mistake: refused?.problem.flatMap { texts.mistake(in: field, $0) })
    }
    return FormView(
      action: request.uri.path + query,
      hidden: hidden.map { FormView.Hidden(name: $0.0, value: $0.1) },
      mistakes: refused?.problem.map { MistakeSummary($0, fields, texts) }, fields: fields,
      acts: Acts(submit, isDangerous: isDangerous, back: back, keep: keep))
  }
}

extension Visit {
  /// What a form carries to say which version it writes over, for `hidden`: what somebody else has
  /// kept meanwhile is written over by who has been told of it only.
  ///
  /// - Parameter present: the version that there is now.
  public func hidden(version present: Int64) -> [(String, String)] {
    let sent = sent.flatMap { $0.problem == nil || isOvertaken ? nil : $0.value("version") } ?? ""
    return [("version", sent.isEmpty ? "\(present)" : sent)]
  }
}

extension LocalTexts {
  /// What is wrong with a field; nil: nothing.
  func mistake(in field: PageForm.Field, _ problem: Problem) -> String? {
    // What is said of one entry of a list is said once, however many it is true of.
    let own = problem.errors.filter { $0.isIn(field.name) }.map { text(of: $0.reason) }
      .reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    if !own.isEmpty { return own.joined(separator: "; ") }
    return field.refusedBy.contains(problem.slug) ? detail(of: problem)?.text : nil
  }
}
