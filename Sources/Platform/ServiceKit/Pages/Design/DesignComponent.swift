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
    DesignComponent("photo-form") { [PhotoFormView.example($0)] },
    DesignComponent("acts") { texts in
      [
        Acts(
          texts.text("design_end"), isDangerous: true, back: Design.path, keep: texts.text("back"))
      ]
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
    DesignComponent("pager") { _ in
      [Pager(start: Design.path, later: Design.path, isBackwards: true)]
    },
    DesignComponent("empty") { texts in
      [
        EmptyState(
          texts.text("design_nobody"), hint: texts.text("design_nobody_hint"),
          way: (texts.text("send"), Design.path))
      ]
    },
    DesignComponent("steps") { [Steps.example($0)] },
    DesignComponent("summary") { texts in
      [
        Summary([
          .init(texts.text("design_phone"), "+7 495 000-00-01", path: "tel:+74950000001"),
          .init(texts.text("design_name"), texts.text("design_cat")),
        ])
      ]
    },
    DesignComponent("card") { [CardView.example($0)] },
    DesignComponent("person") { [PersonView.example($0), PersonView($0.text("design_cat"))] },
    DesignComponent("photo-figure") { [PhotoFigure.example($0)] },
    DesignComponent("bar") { [Bar($0.text("design_bar"), percent: 62)] },
    DesignComponent("banner") { texts in
      [
        Banner(
          texts.text("design_late"), isWarning: true,
          way: .init(texts.text("send"), path: Design.path)),
        Banner(texts.text("design_notice")),
      ]
    },
    DesignComponent("radio-cards") { [FieldView.example($0, as: "radio")] },
    DesignComponent("moment") { texts in
      [
        MomentChoice(
          texts.text("design_when"), day: .example(texts, as: "day"),
          time: .example(texts, as: "time"),
          show: texts.text("design_show"), act: "times")
      ]
    },
    DesignComponent("live-mark") { [LiveMark(asOf: "10:02", $0)] },
  ]
}
