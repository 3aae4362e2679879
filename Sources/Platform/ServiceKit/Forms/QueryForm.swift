public import Contracts
public import FoundationEssentials
public import Hummingbird

/// Reads query parameters one by one and remembers every mistake; unknown and repeated ones are
/// mistakes too.
public final class QueryForm {
  private var parameters: [(name: ExactText, value: String, isRead: Bool)] = []
  private var mistakes: [Mistake] = []

  /// - Parameters:
  ///   - query: the part after the question mark, percent-encoded.
  ///   - skipsBlanks: whether a field left blank is one that was not filled in, as in a form.
  public init(query: String?, skipsBlanks: Bool = false) {
    for pair in URLEncodedPairs(query ?? "") {
      guard let (name, value) = pair else {
        mistakes.append(Mistake("?", .unreadable("has malformed percent-encoding")))
        continue
      }
      if skipsBlanks, !value.isVisible { continue }
      let exact = ExactText(name)
      if parameters.contains(where: { $0.name == exact }) {
        mistake(in: name, .repeated)
      } else {
        parameters.append((exact, value, false))
      }
    }
  }

  /// The parameter as it was sent; nil if missing.
  public func sent(_ name: String) -> String? {
    let exact = ExactText(name)
    return parameters.first { $0.name == exact }?.value
  }

  /// A text, as a form's `text` reads it.
  public func text(_ name: String, _ length: ClosedRange<Int>) -> String? {
    read(name) { TextRule.line($0, length) }
  }

  /// The id that somebody else gave, as a form's `exactText` reads it.
  public func exactText(_ name: String, _ length: ClosedRange<Int>) -> ExactText? {
    read(name) { TextRule.exactText($0, length) }
  }

  /// The search text of a list: at least 3 characters.
  public func search(_ name: String = "q") -> String? { text(name, Self.searchLength) }

  public static let searchLength = 3...200

  /// A parameter is as if it had not been sent.
  func leaveOut(_ name: String) {
    let exact = ExactText(name)
    parameters.removeAll { $0.name == exact }
  }

  public func uuid(_ name: String) -> UUID? { read(name, TextRule.uuid) }
  public func time(_ name: String) -> Date? { read(name, TextRule.time) }

  /// A day of the calendar such as `2027-03-01`.
  public func day(_ name: String) -> String? { read(name, TextRule.day) }

  public func bool(_ name: String) -> Bool? {
    read(name) {
      switch $0 {
      case "true": .value(true)
      case "false": .value(false)
      default: .mistake(.noFlag)
      }
    }
  }

  public func int(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    read(name) { text in
      guard let number = Int(text) else { return .mistake(.noWholeNumber) }
      return TextRule.within(number, range)
    }
  }

  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ choices: Choice.Type
  ) -> Choice? {
    read(name) { TextRule.choice($0, Choice.self) }
  }

  /// How many items a page may have: 1 to 200.
  public func limit(default standard: Int = 50) -> Int { int("limit", 1...200) ?? standard }

  /// The sort key after which the page starts, from the `next_cursor` of the page before.
  ///
  /// - Parameter list: the list's name and whatever else (filters) the cursor belongs to.
  public func cursor<each Key: CursorKey>(
    _ list: String, _ keys: repeat (each Key).Type
  ) -> (repeat each Key)? {
    read("cursor") { text in
      guard let values = Cursor.decode(text, list: list, repeat each keys) else {
        return .mistake(.noCursor)
      }
      return .value(values)
    }
  }

  public func mistake(in name: String, _ reason: MistakeReason) {
    mistakes.append(Mistake("?" + name, reason))
  }

  /// Throws a 400 problem with every mistake, if there is one.
  public func finish() throws {
    for parameter in parameters where !parameter.isRead {
      mistake(in: parameter.name.text, .unknown)
    }
    guard mistakes.isEmpty else {
      throw Problem.badInput(Array(mistakes.prefix(Form.maxMistakes)))
    }
  }

  private func read<Value>(_ name: String, _ rule: (String) -> Reading<Value>) -> Value? {
    let exact = ExactText(name)
    guard let index = parameters.firstIndex(where: { $0.name == exact }) else { return nil }
    parameters[index].isRead = true
    switch rule(parameters[index].value) {
    case .value(let value): return value
    case .mistake(let reason):
      // Who sends +03:00 or +7 as it is means a plus.
      let hint = parameters[index].value.contains(" ") ? "; + is a blank here, send %2B for it" : ""
      mistake(in: name, reason.with(hint: hint))
      return nil
    }
  }
}

extension Request {
  /// The query parameters, to be read one by one and then `finish`ed, of a route that is added by
  /// ``ServiceRouter/readingQuery``.
  public func query() -> QueryForm { QueryForm(query: uri.query) }
}

/// Form decoding: `+` is a blank, `%41` an A. Malformed escapes, bad UTF-8 and NUL give nil.
func percentDecoded(_ text: Substring.UTF8View) -> String? {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.count)
  var iterator = text.makeIterator()
  while let byte = iterator.next() {
    switch byte {
    case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
    case UInt8(ascii: "%"):
      guard let high = iterator.next().flatMap(hexValue),
        let low = iterator.next().flatMap(hexValue)
      else { return nil }
      bytes.append(high << 4 | low)
    default: bytes.append(byte)
    }
  }
  return bytes.contains(0) ? nil : String(validating: bytes, as: UTF8.self)
}
