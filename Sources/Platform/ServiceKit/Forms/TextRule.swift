import Contracts
import FoundationEssentials

/// What texts must look like, wherever they come from: a JSON body, a query, a multipart field.
enum TextRule {
  static func within<Value: Comparable>(
    _ value: Value, _ range: ClosedRange<Value>
  ) -> Reading<Value> {
    Reading(
      range.contains(value) ? value : nil,
      or: "must be from \(range.lowerBound) to \(range.upperBound)")
  }

  /// Text without surrounding white space and without control characters but tab and line ends.
  static func line(_ text: String, _ length: ClosedRange<Int>) -> Reading<String> {
    let trimmed = trim(text)
    guard !hasControl(trimmed) else { return .mistake("must not have control characters") }
    let count = trimmed.unicodeScalars.count
    guard length.contains(count) else {
      return .mistake(
        count < length.lowerBound
          ? (count == 0
            ? "must not be empty" : "must have at least \(length.lowerBound) characters")
          : "must have at most \(length.upperBound) characters")
    }
    return .value(trimmed)
  }

  static func exactText(_ text: String, _ length: ClosedRange<Int>) -> Reading<ExactText> {
    line(text, length).map { ExactText($0) }
  }

  static func uuid(_ text: String) -> Reading<UUID> {
    Reading(text.utf8.count == 36 ? UUID(uuidString: text) : nil, or: "must be a UUID")
  }

  static func money(_ text: String) -> Reading<Money> {
    guard let money = Money(text), money.hundredths >= 0 else {
      return .mistake("must be an amount such as \"95.00\"")
    }
    return .value(money)
  }

  static func time(_ text: String) -> Reading<Date> {
    Reading(Timestamp.parse(text), or: "must be an RFC 3339 time such as 2026-11-21T09:00:00Z")
  }

  static func email(_ text: String) -> Reading<String> {
    let trimmed = trim(text)
    return Reading(
      trimmed.utf8.count <= 254 && isEmail(trimmed) ? trimmed : nil,
      or: "must be an e-mail address")
  }

  static func phone(_ text: String) -> Reading<String> {
    let trimmed = trim(text)
    let digits = trimmed.utf8.count { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let isClean = trimmed.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || "+-()./ ".utf8.contains($0)
    }
    return Reading(
      isClean && (5...20).contains(digits) && trimmed.utf8.count <= 40 ? trimmed : nil,
      or: "must be a telephone number")
  }

  static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ choices: Choice.Type
  ) -> Reading<Choice> {
    Reading(
      Choice(rawValue: text),
      or: "must be one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
  }

  private static func trim(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      first.properties.isWhitespace || last.properties.isWhitespace
    else { return text }
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[start...end])
  }

  private static func hasControl(_ text: String) -> Bool {
    text.utf8.contains { ($0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13) || $0 == 0x7F }
  }

  /// One @, something before it, a dotted host after it, no blanks: more is for the post office.
  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    let isLocalClean = parts[0].unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !$0.properties.isWhitespace
        && !"\"(),:;<>[\\]".unicodeScalars.contains($0)
    }
    return isLocalClean && labels.count >= 2 && labels.allSatisfy(isHostLabel)
  }

  private static func isHostLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
      && label.unicodeScalars.allSatisfy {
        $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
  }
}

extension UUID {
  static let zero: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
}
