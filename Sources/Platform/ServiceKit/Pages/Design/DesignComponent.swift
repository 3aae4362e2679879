import Contracts

/// A component in the catalogue: a partial, and what it shows there.
struct DesignComponent: Sendable {
  let partial: String
  let examples: @Sendable (LocalTexts) -> [Any]

  init(_ partial: String, _ examples: @escaping @Sendable (LocalTexts) -> [Any]) {
    self.partial = partial
    self.examples = examples
  }

  /// Every partial but those that only stand inside another of these.
  static let all = [
    DesignComponent("form") { [FormView.example($0)] },
    DesignComponent("acts") { texts in
      [Acts(texts.text("design_end"), isDangerous: true, back: Design.path)]
    },
    DesignComponent("notice") { [PageNotice(text: $0.text("design_notice"), look: "info")] },
    DesignComponent("mark") { texts in
      StatusMark.Kind.allCases.map { StatusMark($0, texts.text("design_mark_\($0.rawValue)")) }
    },
    DesignComponent("tabs") { texts in
      [
        Tabs([
          .init(texts.text("design_all"), count: 12, path: Design.path, isCurrent: true),
          .init(texts.text("design_mark_done"), count: 3, path: Design.path, isCurrent: false),
        ])
      ]
    },
    DesignComponent("filter-bar") { texts in
      [
        FilterBar(
          ListAddress(
            Address(Design.path), fields: [("q", texts.text("design_cat")), ("status", "ready")]),
          .example(texts.text("design_name"), texts))
      ]
    },
    DesignComponent("pager") { _ in [Pager(start: Design.path, later: Design.path)] },
    DesignComponent("empty") { texts in
      [
        EmptyState(
          texts.text("design_nobody"), hint: texts.text("design_nobody_hint"),
          way: (texts.text("send"), Design.path))
      ]
    },
    DesignComponent("live-mark") { [LiveMark(asOf: "10:02", $0)] },
  ]
}
