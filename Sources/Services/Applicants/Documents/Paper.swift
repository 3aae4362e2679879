import Contracts
import ServiceKit

/// What is shown of a test: nothing in it tells a right answer from a wrong one.
///
/// Once published it never changes, whatever its scoring becomes.
struct Paper: Sendable {
  static let limit = 10...28_800
  static let questionCount = 1...100

  let title: TranslatedText
  let introduction: TranslatedText
  let limitSeconds: Int
  let order: PaperOrder
  let questions: [PaperQuestion]
}

/// In which order a sitting has questions, and the options of each.
struct PaperOrder: Hashable, Sendable {
  enum Kind: String, CaseIterable, Sendable {
    /// Another for each attempt.
    case shuffled
    /// As they are written.
    case fixed
  }

  let questions: Kind
  let options: Kind
}

/// A question as it is asked.
struct PaperQuestion: Sendable {
  enum Content: Sendable {
    case one([PaperOption])
    case several([PaperOption])
    /// - Parameter unit: of the number that is asked for.
    case number(unit: TranslatedText?)
    /// - Parameter maxLength: in characters.
    case text(maxLength: Int)
  }

  /// An answer in four bytes a character has to fit in 16 KiB.
  static let textLength = 1...4_000

  let id: ExactText
  let text: TranslatedText
  let content: Content

  var type: QuestionType {
    switch content {
    case .one: .one
    case .several: .several
    case .number: .number
    case .text: .text
    }
  }

  var options: [PaperOption] {
    switch content {
    case .one(let options), .several(let options): options
    case .number, .text: []
    }
  }
}

struct PaperOption: Sendable {
  let id: ExactText
  let text: TranslatedText
  /// Stays at the end, whatever the order: "none of these".
  let isLast: Bool
}

/// The four kinds of questions.
public enum QuestionType: String, CaseIterable, Sendable {
  case one, several, number, text

  /// How many options one has; nil: it has none.
  var optionCount: ClosedRange<Int>? {
    switch self {
    case .one: 2...12
    case .several: 2...20
    case .number, .text: nil
    }
  }
}

// Its one encoding, which is stored, handed to the portal, and part of the document.
extension Paper {
  var json: JSONValue {
    JSONValue(
      having: ("format", TestDocument.format), ("title", title.json),
      ("introduction", introduction.json), ("limit_seconds", .number("\(limitSeconds)")),
      ("order", order.json), ("questions", .array(questions.map(\.json))))
  }
}

extension PaperOrder {
  var json: JSONValue {
    ["questions": .string(questions.rawValue), "options": .string(options.rawValue)]
  }
}

extension PaperQuestion {
  var json: JSONValue {
    let (unit, maxLength): (TranslatedText?, Int?) =
      switch content {
      case .one, .several: (nil, nil)
      case .number(let unit): (unit, nil)
      case .text(let maxLength): (nil, maxLength)
      }
    return JSONValue(
      having: ("id", .string(id.text)), ("type", .string(type.rawValue)), ("text", text.json),
      ("options", options.isEmpty ? nil : .array(options.map(\.json))), ("unit", unit?.json),
      ("max_length", maxLength.map { .number("\($0)") }))
  }
}

extension PaperOption {
  var json: JSONValue {
    JSONValue(
      having: ("id", .string(id.text)), ("text", text.json), ("last", isLast ? true : nil))
  }
}
