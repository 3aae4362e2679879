import Contracts

/// Reads a JSON object field by field and remembers every mistake.
///
/// A reader answers with a placeholder after a mistake, so that the next field is still looked at;
/// placeholders never escape, since `finish()` throws all mistakes at once, unknown fields among
/// them. Call it before using what was read.
public final class Form {
  let members: [JSONValue.Member]
  /// Where this object stands in the body, as a JSON pointer.
  let pointer: String
  let report: Report
  private var isRead: [Bool]
  /// Stands in for an object that is missing: that one mistake is enough.
  private let isPlaceholder: Bool
  private var innerForms: [Form] = []
  /// Whether every value was sent as text, as HTML forms do.
  private let isText: Bool
  /// As which amounts are written, where people typed them on a page; nil: as JSON has them.
  private let language: Language?
  /// What the body means that this form was read from, for idempotency.
  public let digest: BodyDigest

  /// What all forms of one body share.
  final class Report {
    var mistakes: [Mistake] = []
  }

  init(
    members: [JSONValue.Member], pointer: String = "", report: Report = Report(),
    digest: BodyDigest = .empty, isPlaceholder: Bool = false, isText: Bool = false,
    language: Language? = nil
  ) {
    self.members = members
    self.pointer = pointer
    self.report = report
    self.digest = digest
    self.isPlaceholder = isPlaceholder
    self.isText = isText
    self.language = language
    isRead = Array(repeating: false, count: members.count)
  }

  /// A form over an object that was parsed already.
  ///
  /// - Throws: a 400 problem if it is no object.
  public convenience init(_ value: JSONValue, digest: BodyDigest = .empty) throws {
    guard case .object(let members) = value else {
      throw Problem.malformed("The body must be a JSON object.", at: "")
    }
    self.init(members: members, digest: digest)
  }

  /// A form over the members of an object.
  public convenience init(ofObject members: [JSONValue.Member]) { self.init(members: members) }

  /// Whether the field was sent, be it as null: a PATCH changes only such fields.
  public func contains(_ name: String) -> Bool {
    index(of: name) != nil
  }

  /// The field as it was sent; `nil` if missing.
  public func value(_ name: String) -> JSONValue? {
    guard let index = index(of: name) else { return nil }
    isRead[index] = true
    return members[index].value
  }

  /// All that was sent, whatever it is called.
  func readAll() -> [JSONValue.Member] {
    isRead = Array(repeating: true, count: members.count)
    return members
  }

  /// The object as it was sent, none of whose fields is unknown then.
  public func whole() -> JSONValue {
    .object(readAll())
  }

  private func index(of name: String) -> Int? {
    let name = ExactText(name)
    return members.firstIndex { $0.name == name }
  }

  /// A number or flag as JSON has it, where it was sent as text.
  func untexted(_ value: JSONValue) -> JSONValue {
    guard isText, case .string(let text) = value else { return value }
    switch text {
    case "true", "on": return .bool(true)
    case "false": return .bool(false)
    // Keyboards of phones leave a blank behind what they suggest.
    default: return .number(text.trimmed)
    }
  }

  /// An amount as JSON has it, where it was typed on a page.
  func unworded(_ value: JSONValue) -> JSONValue {
    guard let language, case .string(let text) = value else { return value }
    return .string(Money.plain(text, in: language))
  }

  /// Records a mistake at a JSON pointer relative to this object, such as `/scheduled_at`.
  public func mistake(at relative: String, _ reason: MistakeReason) {
    guard !isPlaceholder else { return }
    report.mistakes.append(Mistake(pointer + relative, reason))
  }

  /// Records a mistake in a field of this object.
  public func mistake(in name: String, _ reason: MistakeReason) {
    mistake(at: "/" + escapedPointer(name), reason)
  }

  /// Throws a 400 problem with every mistake of this body, if there is one.
  public func finish() throws {
    let mistakes = mistakes
    guard mistakes.isEmpty else {
      throw Problem.badInput(Array(mistakes.prefix(Self.maxMistakes)))
    }
  }

  /// The same, of what is there unless it is a mistake.
  public func finish<Value>(_ read: Value?) throws -> Value {
    try finish()
    guard let read else { throw Problem.internalError(cause: "nothing was read, and no mistake") }
    return read
  }

  /// Every mistake of this body, unknown fields among them: to be asked once all was read.
  public var mistakes: [Mistake] {
    reportUnknown()
    return report.mistakes
  }

  /// A form over an object inside this one. It shares the report but does not know its parent, so
  /// that nothing keeps itself alive.
  func inner(_ members: [JSONValue.Member], _ relative: String) -> Form {
    let form = Form(
      members: members, pointer: pointer + relative, report: report, digest: digest)
    innerForms.append(form)
    return form
  }

  private func reportUnknown() {
    for form in innerForms { form.reportUnknown() }
    for (index, member) in members.enumerated() where !isRead[index] {
      mistake(in: member.name.text, .unknown)
      isRead[index] = true
    }
  }

  /// As many mistakes as an answer lists.
  public static let maxMistakes = 100
}

/// A name as a token of a JSON pointer (RFC 6901, section 3).
public func escapedPointer(_ name: String) -> String {
  guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
    return name
  }
  return name.reduce(into: "") { text, character in
    switch character {
    case "~": text += "~0"
    case "/": text += "~1"
    default: text.append(character)
    }
  }
}
