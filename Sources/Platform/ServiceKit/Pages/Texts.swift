public import Contracts

/// What pages say, in every language: a file a language, a `key = text` a line, `#` before remarks.
///
/// `{name}` stands for an argument, `{count|order|orders}` for the word that fits the number
/// `count`: the language's forms in the order of `Plural`.
public struct Texts: Sendable {
  private var languages: [Language: [String: String]] = [:]

  /// - Throws: `PageDefect` for a line that is neither, a key that comes twice, a counted word with
  ///   too few or too many forms, and a key that one language has and another has not.
  public init(_ files: [Language: [UInt8]]) throws(PageDefect) {
    for language in Language.allCases {
      guard let file = files[language] else {
        throw PageDefect("there are no texts in \(language)")
      }
      languages[language] = try Self.parse(file, language)
    }
    for language in Language.allCases {
      let missing = keys.subtracting(keys(in: language))
      guard missing.isEmpty else {
        throw PageDefect("no text in \(language) for \(missing.sorted().joined(separator: ", "))")
      }
    }
  }

  /// These texts and others, such as the shared ones.
  ///
  /// - Throws: `PageDefect` if both have a key.
  func adding(_ others: Texts) throws(PageDefect) -> Texts {
    let twice = keys.intersection(others.keys)
    guard twice.isEmpty else {
      throw PageDefect("text given twice: \(twice.sorted().joined(separator: ", "))")
    }
    var sum = self
    for (language, texts) in others.languages {
      sum.languages[language, default: [:]].merge(texts) { text, _ in text }
    }
    return sum
  }

  /// With those that all pages share, such as the names of days and months.
  ///
  /// - Throws: `PageDefect` if both have a key.
  public func withShared() throws(PageDefect) -> Texts { try adding(SharedPages.allTexts()) }

  /// The texts in one language.
  public subscript(_ language: Language) -> LocalTexts {
    LocalTexts(language: language, texts: languages[language] ?? [:])
  }

  var keys: Set<String> { Language.allCases.reduce(into: []) { $0.formUnion(keys(in: $1)) } }

  private func keys(in language: Language) -> Set<String> {
    Set((languages[language] ?? [:]).keys)
  }

  private static func parse(
    _ file: [UInt8], _ language: Language
  ) throws(PageDefect) -> [String: String] {
    var texts: [String: String] = [:]
    let wanted = Plural.forms(of: language).count
    // Compiled once: it takes longer than all lines.
    let countedWord = #/{[a-z_]+\|([^}]*)}/#
    for line in String(decoding: file, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      guard let gap = line.firstRange(of: " = "), gap.upperBound < line.endIndex else {
        throw PageDefect("texts in \(language): not a \"key = text\": \(line)")
      }
      let key = String(line[..<gap.lowerBound])
      guard texts.updateValue(String(line[gap.upperBound...]), forKey: key) == nil else {
        throw PageDefect("texts in \(language): \(key) comes twice")
      }
      for word in line.matches(of: countedWord)
      where word.1.split(separator: "|", omittingEmptySubsequences: false).count != wanted {
        throw PageDefect("texts in \(language): \(key) needs \(wanted) forms in \(word.0)")
      }
    }
    return texts
  }
}

/// What pages say in one language.
public struct LocalTexts: Sendable {
  public let language: Language
  let texts: [String: String]

  /// The text if there is one: for keys made of data, such as a status.
  public func find(_ key: String) -> String? { texts[key] }

  /// The text, with `{name}` and `{name|…}` replaced; an unknown key stands for itself.
  public func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    guard let pattern = texts[key] else { return key }
    // Piece by piece, so that braces in an argument stay what they are.
    var pieces = pattern.split(separator: "{", omittingEmptySubsequences: false)[...]
    var text = String(pieces.popFirst() ?? "")
    for piece in pieces {
      let parts = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let replaced = replacing(parts[0], arguments) else {
        text += "{" + piece
        continue
      }
      text += replaced + parts[1]
    }
    return text
  }

  /// What stands for `name` or `name|form|form`; nil where there is no such argument, or no number.
  private func replacing(_ placeholder: Substring, _ arguments: [String: String]) -> String? {
    let parts = placeholder.split(separator: "|", omittingEmptySubsequences: false)
    guard let argument = arguments[String(parts[0])], parts.count > 1 else {
      return arguments[String(placeholder)]
    }
    guard let count = Int(argument),
      let index = Plural.forms(of: language).firstIndex(of: Plural(count, language))
    else { return nil }
    return String(parts[index + 1])
  }
}

/// A template or text that cannot be used: a mistake of ours, found at start and by every test.
public struct PageDefect: Error, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}
