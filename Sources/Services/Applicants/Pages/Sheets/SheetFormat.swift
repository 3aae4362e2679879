import Contracts
import ServiceKit

/// How a value of a document is typed into a field, and what was typed is written into a document.
///
/// What cannot be understood is written as the text that it is: nothing that was typed is lost, and
/// whoever reads the document names the mistake.
enum SheetFormat: Sendable {
  /// A text on one line.
  case line
  /// A text on several lines.
  case prose
  case wholeNumber
  /// A number that documents have as text; a comma will do as its point.
  case exactNumber
  /// Seconds, as minutes or as minutes and seconds: `20`, `1:30`.
  case minutes
  /// A box to tick.
  case flag
  /// One of a few.
  case choice([SheetChoice])
  /// One of many that have names: what is typed is the name, what is written its value.
  case named([SheetName])
  /// Ids with commas between them.
  case ids
  /// What is added to characteristics: `punctuality +10, courtesy -5`.
  case effects
  /// What else is worth something, as tolerances and points: `5: 1; 10: 0`.
  case near
  /// A whole JSON text.
  case document
}

/// What may be chosen in a field.
struct SheetChoice: Sendable {
  let value: String
  /// Of the text that says what it is.
  let key: String
}

/// What has a name that no other one has.
struct SheetName: Sendable {
  let value: ExactText
  let name: ExactText
}

extension SheetFormat {
  /// As it is typed.
  ///
  /// - Parameter value: what the document has there; nil: nothing.
  func words(for value: JSONValue?) -> String {
    guard let value, value != .null else { return "" }
    if case .flag = self { return value == true ? "on" : "" }
    if let text = value.string {
      guard case .named(let all) = self else { return text }
      return all.first { $0.value == ExactText(text) }?.name.text ?? text
    }
    let words: String? =
      switch self {
      case .minutes: value.int.map(Self.minutes)
      case .ids: Self.ids(value)
      case .effects: Self.effects(value)
      case .near: Self.near(value)
      case .document: value.indented
      default: nil
      }
    return words ?? value.text
  }

  /// As a document has it; nil: nothing was typed.
  func value(of typed: String) -> JSONValue? {
    let words = typed.withoutBlanksAround
    guard !words.isEmpty else { return nil }
    let value: JSONValue? =
      switch self {
      case .line, .choice: nil
      case .prose: .string(words.withPlainLineEnds)
      case .wholeNumber: signedNumber(words).map { .number("\($0)") }
      case .exactNumber: ExactNumber(typed: words).map { .string("\($0)") }
      case .minutes: Self.seconds(words).map { .number("\($0)") }
      case .flag: true
      case .ids: .array(words.parts(at: ",").map { .string($0) })
      case .effects: Self.effects(typed: words)
      case .near: Self.near(typed: words)
      case .named(let all):
        all.first { $0.name == ExactText(words) }.map { .string($0.value.text) }
      case .document: try? JSONValue(ofFile: words.utf8)
      }
    return value ?? .string(words)
  }

  private static func minutes(_ seconds: Int) -> String {
    let (minutes, rest) = seconds.quotientAndRemainder(dividingBy: 60)
    return rest == 0 ? "\(minutes)" : "\(minutes):\(rest < 10 ? "0" : "")\(rest)"
  }

  private static func seconds(_ words: String) -> Int? {
    let parts = words.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard let minutes = parts[0], abs(minutes) < 1_000_000 else { return nil }
    if parts.count == 1 { return minutes * 60 }
    guard parts.count == 2, minutes >= 0, let seconds = parts[1], (0..<60).contains(seconds) else {
      return nil
    }
    return minutes * 60 + seconds
  }

  private static func ids(_ value: JSONValue) -> String? {
    guard let items = value.array else { return nil }
    let ids = items.compactMap(\.string)
    return ids.count == items.count ? ids.joined(separator: ", ") : nil
  }

  private static func effects(_ value: JSONValue) -> String? {
    guard case .object(let members) = value else { return nil }
    let words = members.compactMap { member in
      member.value.int.map { "\(member.name) \($0 < 0 ? "" : "+")\($0)" }
    }
    return words.count == members.count ? words.joined(separator: ", ") : nil
  }

  private static func effects(typed: String) -> JSONValue? {
    var members: [JSONValue.Member] = []
    for part in typed.parts(at: ",") {
      let words = part.split(whereSeparator: \.isWhitespace)
      guard words.count > 1, let last = words.last, let points = signedNumber(String(last)) else {
        return nil
      }
      let name = words.dropLast().joined(separator: "_").lowercased()
      guard !members.contains(where: { $0.name == ExactText(name) }) else { return nil }
      members.append(JSONValue.Member(name, .number("\(points)")))
    }
    return .object(members)
  }

  private static func near(_ value: JSONValue) -> String? {
    guard let items = value.array else { return nil }
    let words = items.compactMap { item -> String? in
      guard case .object(let members) = item, members.count == 2,
        let tolerance = item["tolerance"]?.string, let points = item["points"]?.int
      else { return nil }
      return "\(tolerance): \(points)"
    }
    return words.count == items.count ? words.joined(separator: "; ") : nil
  }

  private static func near(typed: String) -> JSONValue? {
    var items: [JSONValue] = []
    for part in typed.parts(at: ";") {
      let halves = part.parts(at: ":")
      guard halves.count == 2, let tolerance = ExactNumber(typed: halves[0]),
        let points = signedNumber(halves[1])
      else { return nil }
      items.append(["tolerance": .string("\(tolerance)"), "points": .number("\(points)")])
    }
    return .array(items)
  }
}

/// A whole number as people type it: with a hyphen or a minus, or a plus.
private func signedNumber(_ words: String) -> Int? {
  Int(words.hasPrefix("\u{2212}") ? "-" + words.dropFirst() : words)
}

extension String {
  fileprivate var withoutBlanksAround: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }

  /// Browsers send other line ends than documents have.
  fileprivate var withPlainLineEnds: String {
    split(omittingEmptySubsequences: false, whereSeparator: { $0 == "\r\n" || $0 == "\n" })
      .joined(separator: "\n")
  }

  /// What is between separators, without blanks around; nothing of it is empty.
  fileprivate func parts(at separator: Character) -> [String] {
    split(separator: separator).map { String($0).withoutBlanksAround }.filter { !$0.isEmpty }
  }
}
