import Hummingbird

extension Visit {
  /// The form as a page shows it, with the partial `form`: what was typed, if it was sent already.
  ///
  /// - Parameters:
  ///   - submit: the text on its button.
  ///   - isDangerous: whether the button ends something.
  ///   - back: where who does not want it goes.
  ///   - values: what its fields hold at first.
  ///   - hidden: what it carries besides.
  ///   - query: what it is about beside the page's path, as the address has it.
  public func form(
    _ form: PageForm = PageForm(), submit: String, isDangerous: Bool = false, back: String,
    values: [String: String] = [:], hidden: [(String, String)] = [], query: String = ""
  ) -> FormView {
    let refused = sent.flatMap { $0.problem == nil ? nil : $0 }
    let fields = form.fields.map { field in
      FieldView(
        field, texts, value: refused?.value(field.name) ?? values[field.name] ?? "",
        mistake: refused?.problem.flatMap { texts.mistake(in: field, $0) })
    }
    return FormView(
      action: request.uri.path + query,
      hidden: hidden.map { FormView.Hidden(name: $0.0, value: $0.1) },
      mistakes: refused?.problem.map { MistakeSummary($0, fields, texts) }, fields: fields,
      acts: Acts(submit, isDangerous: isDangerous, back: back))
  }
}

extension LocalTexts {
  /// What is wrong with a field; nil: nothing.
  func mistake(in field: PageForm.Field, _ problem: Problem) -> String? {
    let pointer = "/" + escapedPointer(field.name)
    if let mistake = problem.errors.first(where: { $0.pointer == pointer }) {
      return text(of: mistake.reason)
    }
    return field.refusedBy.contains(problem.slug) ? detail(of: problem)?.text : nil
  }
}
