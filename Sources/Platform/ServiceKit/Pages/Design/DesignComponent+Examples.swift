import Contracts

// What the catalogue shows of components that need more than a line: the first of each has all that
// there can be.

extension Steps {
  static func example(_ texts: LocalTexts) -> Steps {
    Steps([
      .init(
        .done, texts.text("design_mark_done"), at: "14:02",
        about: texts.text("design_notice"), photo: .example(texts)),
      .init(
        .underWay, texts.text("design_mark_under-way"), about: texts.text("design_notice"),
        isCurrent: true),
      .init(.waiting, texts.text("design_mark_waiting")),
    ])
  }
}

extension PhotoFigure {
  static func example(_ texts: LocalTexts) -> PhotoFigure {
    PhotoFigure(
      SharedPages.assets.path("icon.svg"), texts.text("design_cat"), at: "14:02",
      digest: String(repeating: "0f", count: 32))
  }
}

extension PersonView {
  static func example(_ texts: LocalTexts) -> PersonView {
    PersonView(texts.text("design_cat"), photo: SharedPages.assets.path("icon.svg"))
  }
}

extension CardView {
  static func example(_ texts: LocalTexts) -> CardView {
    CardView(
      texts.text("design_name"), path: Design.path,
      mark: StatusMark(.waiting, texts.text("design_mark_waiting")),
      person: .example(texts),
      lines: [
        .init("+7 495 000-00-01", path: "tel:+74950000001"), .init(texts.text("design_notice")),
      ],
      ways: [.init(texts.text("send"), about: texts.text("design_notice"), path: Design.path)])
  }
}
