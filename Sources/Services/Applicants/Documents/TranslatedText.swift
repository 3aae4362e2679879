public import Contracts
import ServiceKit

/// A text in each language that MCF speaks.
public struct TranslatedText: Sendable {
  /// In characters; of a text in either language.
  static let length = 1...2_000

  private let texts: [Language: String]

  public subscript(language: Language) -> String { texts[language] ?? "" }

  /// Reads `{"en": …, "ru": …}`, and remembers what is wrong with it.
  init(_ form: Form) {
    texts = Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, form.text($0.rawValue, Self.length)) })
  }

  var json: JSONValue {
    .object(Language.allCases.map { JSONValue.Member($0.rawValue, .string(self[$0])) })
  }
}
