import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

/// The demo test "First look", and what cats have answered to it.
enum FirstLook {
  static var json: JSONValue {
    get throws { try JSONValue(ofFile: TestDocument.firstLook) }
  }

  static var document: TestDocument {
    get throws { try TestDocument(file: TestDocument.firstLook) }
  }

  /// Where something else stands in the document, by a JSON pointer; nil: it is not there.
  static func with(_ changes: (String, JSONValue?)...) throws -> JSONValue {
    try changes.reduce(json) { $0.replacing($1.0, with: $1.1) }
  }

  /// A draft with nine mistakes (case 18), and where they are, from top to end.
  static var spoiled: JSONValue {
    get throws {
      try with(
        ("/title/ru", nil), ("/limit_seconds", 5), ("/pass/must/0", "nobody"),
        ("/questions/0/options/0/points", 500), ("/questions/1/id", "late_bus"),
        ("/questions/2/type", "two"), ("/questions/10/answer", "8,0"),
        ("/questions/13/guide/en", ""), ("/questions/14/hint", "Fish."))
    }
  }

  static let nineMistakes = [
    "/title/ru required", "/limit_seconds out-of-range", "/pass/must/0 no-must-question",
    "/questions/0/options/0/points out-of-range", "/questions/1/id repeated-test-id",
    "/questions/2/type no-choice", "/questions/10/answer no-exact-number",
    "/questions/13/guide/en empty", "/questions/14/hint unknown",
  ]

  static let best: [ExactText: Answer] = [
    "late_bus": .one("a"), "broken_cup": .one("a"), "top_shelf": .one("a"),
    "dark_cellar": .one("b"), "strange_dog": .one("a"), "long_story": .one("a"),
    "wilted_fern": .one("a"), "first_steps": .several(["a", "b", "c"]),
    "cleaning_bag": .several(["a", "b", "c"]), "dripping_tap": .several(["a", "b"]),
    "change": .number("8"), "way": .number("30"), "boxes": .number("4"),
    "why_us": .text("For the fish. And who tests the testers?"), "best_day": .text("Thursday."),
  ]

  static let middling: [ExactText: Answer] = [
    "late_bus": .one("b"), "broken_cup": .one("a"), "top_shelf": .one("b"),
    "dark_cellar": .one("a"), "strange_dog": .one("b"), "long_story": .one("b"),
    "first_steps": .several(["a", "b", "d"]), "cleaning_bag": .several(["a", "b"]),
    "dripping_tap": .several(["a", "b", "c"]), "change": .number("8,00"), "way": .number("26"),
    "boxes": .number("5"), "why_us": .text("For the fish."), "best_day": .text("Thursday."),
  ]
}

/// What is wrong with a document, as `pointer code`; nothing if it is in order.
func mistakes(in json: JSONValue) -> [String] {
  mistakes { () throws(TestMistakes) in _ = try TestDocument(json) }
}

func mistakes(_ read: () throws(TestMistakes) -> Void) -> [String] {
  do {
    try read()
    return []
  } catch {
    return error.all.map { "\($0.pointer) \($0.reason.code)" }
  }
}

extension JSONValue {
  /// The same with another value at a JSON pointer, or without it.
  func replacing(_ pointer: String, with value: JSONValue?) -> JSONValue {
    replacing(pointer.split(separator: "/")[...], with: value) ?? .null
  }

  private func replacing(_ path: ArraySlice<Substring>, with value: JSONValue?) -> JSONValue? {
    guard let step = path.first else { return value }
    switch self {
    case .object(let members):
      let name = ExactText(String(step))
      let inner = (self[name.text] ?? .null).replacing(path.dropFirst(), with: value)
      guard members.contains(where: { $0.name == name }) else {
        return .object(members + (inner.map { [Member(name.text, $0)] } ?? []))
      }
      return .object(
        members.compactMap { member in
          member.name == name ? inner.map { Member(name.text, $0) } : member
        })
    case .array(let items):
      return .array(
        items.enumerated().compactMap { index, item in
          String(index) == step ? item.replacing(path.dropFirst(), with: value) : item
        })
    default: return self
    }
  }

  /// Every name of a member, however deep.
  var names: Set<ExactText> {
    switch self {
    case .object(let members):
      members.reduce(into: []) { $0.formUnion($1.value.names.union([$1.name])) }
    case .array(let items): items.reduce(into: []) { $0.formUnion($1.names) }
    default: []
    }
  }

  /// The same with the members of each object the other way round.
  var backwards: JSONValue {
    switch self {
    case .object(let members):
      .object(members.reversed().map { Member($0.name.text, $0.value.backwards) })
    case .array(let items): .array(items.map(\.backwards))
    default: self
    }
  }
}

extension Effects {
  /// What an answer does to one characteristic, or to several.
  static func of(_ points: (String, Int)...) -> Effects {
    let members = points.map { JSONValue.Member($0, .number("\($1)")) }
    return Effects(Form(ofObject: [JSONValue.Member("effects", .object(members))]))
  }
}
