import Contracts
import FoundationEssentials
import ServiceKit

extension Sheet {
  /// A vacancy: its texts, whether anybody may apply, and by which tests who applies is tried, in
  /// their order.
  static func vacancy(_ tests: [SheetName]) -> Sheet {
    Sheet(
      fields: [
        SheetField("title_en", "texts/en/title"), SheetField("title_ru", "texts/ru/title"),
        SheetField("description_en", "texts/en/description", .prose),
        SheetField("description_ru", "texts/ru/description", .prose),
        SheetField("open", "open", .flag),
      ],
      rows: Vacancy.testCount.map { row in
        [SheetField("tests", row, "test", "", .named(tests))]
      }, list: "tests")
  }

  /// The vacancy's fields as REST takes them: a box that is not ticked says so, and texts are there
  /// in each language, so that all that is missing in them is told at once.
  func vacancy(_ typed: Typed) -> JSONValue {
    var written = json(typed)
    if written["open"] == nil { written = written.placing(false, at: ["open"]) }
    for language in Language.allCases where written["texts"]?[language.rawValue] == nil {
      written = written.placing(.object([]), at: ["texts", language.rawValue])
    }
    return written
  }
}

extension Vacancy {
  /// As its sheet has it.
  var json: JSONValue {
    [
      "texts": ["en": texts.en.json, "ru": texts.ru.json],
      "tests": .array(tests.map { .string($0.wire) }), "open": .bool(isOpen),
    ]
  }
}

extension VacancyTexts.Text {
  fileprivate var json: JSONValue {
    ["title": .string(title), "description": .string(description)]
  }
}
