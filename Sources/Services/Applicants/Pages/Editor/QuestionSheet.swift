import Contracts
import ServiceKit

/// The kinds of questions as they are written: several options are scored in two ways.
enum QuestionKind: String, CaseIterable, Sendable {
  case one, sum, exact, number, text

  /// What a question's members say; nil: nothing that is a kind.
  init?(_ question: JSONValue) {
    let type = question["type"]?.string.flatMap(QuestionType.init)
    switch type {
    case .one: self = .one
    case .several:
      let scoring = question["scoring"]?.string.flatMap(SeveralScoring.init)
      self = scoring == .exact ? .exact : .sum
    case .number: self = .number
    case .text: self = .text
    case nil: return nil
    }
  }

  var type: QuestionType {
    switch self {
    case .one: .one
    case .sum, .exact: .several
    case .number: .number
    case .text: .text
    }
  }

  /// The members that say it.
  fileprivate var members: JSONValue {
    let scoring: SeveralScoring? =
      switch self {
      case .sum: .sum
      case .exact: .exact
      case .one, .number, .text: nil
      }
    return JSONValue(
      having: ("type", .string(type.rawValue)), ("scoring", scoring.map { .string($0.rawValue) }))
  }
}

/// The form of one question.
struct QuestionSheet: Sendable {
  let kind: QuestionKind
  let sheet: Sheet

  /// Blank rows below those that have something.
  private static let spareRows = 3
  static let kindField = SheetField("kind", "", .kind)

  /// - Parameter rows: of options; nil: as many as there may be.
  init(_ kind: QuestionKind, rows: Int? = nil) {
    self.kind = kind
    let most = kind.type.optionCount?.upperBound ?? 0
    let count = min(rows.map { $0 + Self.spareRows } ?? most, most)
    let common = [
      SheetField("question", "id"), Self.kindField, SheetField("text_en", "text/en", .prose),
      SheetField("text_ru", "text/ru", .prose),
    ]
    guard count > 0 else {
      sheet = Sheet(fields: common + Self.fields(of: kind))
      return
    }
    sheet = Sheet(
      fields: common + Self.fields(of: kind),
      rows: (1...count).map { Self.option(of: kind, $0) }, list: "options")
  }

  private static func fields(of kind: QuestionKind) -> [SheetField] {
    let points = SheetField("points", "points", .wholeNumber)
    let effects = SheetField("effects", "effects", .effects)
    switch kind {
    case .one, .sum: return []
    case .exact: return [points]
    case .number:
      return [
        SheetField("unit_en", "unit/en"), SheetField("unit_ru", "unit/ru"),
        SheetField("answer", "answer", .exactNumber),
        SheetField("tolerance", "tolerance", .exactNumber), points,
        SheetField("near", "near", .near), effects,
      ]
    case .text:
      return [
        SheetField("max_length", "max_length", .wholeNumber), points,
        SheetField("guide_en", "guide/en", .prose), SheetField("guide_ru", "guide/ru", .prose),
        effects,
      ]
    }
  }

  private static func option(of kind: QuestionKind, _ row: Int) -> [SheetField] {
    func field(_ name: String, _ path: String, _ format: SheetFormat = .line) -> SheetField {
      SheetField("options", row, name, path, format)
    }
    let worth =
      kind == .exact
      ? field("right", "right", .flag) : field("points", "points", .wholeNumber)
    return [
      field("en", "text/en"), field("ru", "text/ru"), worth,
      field("effects", "effects", .effects), field("last", "last", .flag), field("id", "id"),
    ]
  }

  /// The form that shows a question as the draft has it.
  static func showing(_ question: JSONValue) -> (sheet: QuestionSheet, typed: Typed) {
    let sheet = QuestionSheet(
      QuestionKind(question) ?? .one, rows: question["options"]?.array?.count ?? 0)
    var typed = sheet.sheet.typed(of: question)
    typed[kindField] = sheet.kind.rawValue
    return (sheet, typed)
  }

  /// The question as the draft is to have it. Who gives options no ids means letters.
  func question(_ typed: Typed) -> JSONValue {
    let question = sheet.json(typed, over: kind.members)
    guard let options = question["options"]?.array else { return question }
    let ids = Set(options.compactMap { $0["id"]?.string.map { ExactText($0) } })
    var letters = (UInt8(ascii: "a")...UInt8(ascii: "z")).lazy
      .map { String(decoding: [$0], as: UTF8.self) }.filter { !ids.contains(ExactText($0)) }
      .makeIterator()
    let named = options.map { option in
      guard option["id"] == nil, let letter = letters.next() else { return option }
      return option.placing(.string(letter), at: ["id"])
    }
    return question.placing(.array(named), at: ["options"])
  }
}

extension SheetFormat {
  fileprivate static let kind = choice(
    QuestionKind.allCases.map {
      SheetChoice(value: $0.rawValue, key: "kind_\($0.rawValue)")
    })
}
