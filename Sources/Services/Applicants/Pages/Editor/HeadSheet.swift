import ServiceKit

extension Sheet {
  /// What a test is besides its questions.
  static let head = Sheet(fields: [
    SheetField("title_en", "title/en"), SheetField("title_ru", "title/ru"),
    SheetField("introduction_en", "introduction/en", .prose),
    SheetField("introduction_ru", "introduction/ru", .prose),
    SheetField("limit", "limit_seconds", .minutes),
    SheetField("order_questions", "order/questions", .order),
    SheetField("order_options", "order/options", .order),
    SheetField("start_value", "start_value", .wholeNumber),
    SheetField("top_percent", "pass/top_percent", .wholeNumber),
    SheetField("minimum_points", "pass/minimum_points", .wholeNumber),
    SheetField("must", "pass/must", .ids),
  ])
}

extension SheetFormat {
  fileprivate static let order = choice(
    PaperOrder.Kind.allCases.map {
      SheetChoice(value: $0.rawValue, key: "order_\($0.rawValue)")
    })
}

extension JSONValue {
  /// What the head of a draft that is not begun holds at first.
  static let usualHead: JSONValue = [
    "order": [
      "questions": .string(PaperOrder.Kind.shuffled.rawValue),
      "options": .string(PaperOrder.Kind.shuffled.rawValue),
    ], "start_value": 50,
  ]

  /// The draft with another head; a draft says which format it has.
  func withHead(_ typed: Typed) -> JSONValue {
    Sheet.head.json(typed, over: self).placing(TestDocument.format, at: ["format"])
  }
}
