/// What is wrong with a field: a code for programs and pages, which have a text for each code, and
/// the same in English for who reads the document.
public struct MistakeReason: Sendable, Hashable {
  /// Part of the API: it never changes. `invalid` where only the English says what is wrong.
  public let code: String
  /// It goes on from the field's name: "must be a UUID".
  public let text: String
  /// What a page puts into its text for the code.
  let parameters: [String: String]

  public init(_ code: String, _ text: String, _ parameters: [String: String] = [:]) {
    self.code = code
    self.text = text
    self.parameters = parameters
  }
}

/// A rule of one field alone has no code of its own.
extension MistakeReason: ExpressibleByStringInterpolation {
  public init(stringLiteral text: String) { self.init("invalid", text) }
}

// What every service says of fields.
extension MistakeReason {
  public static let required = Self("required", "is required")
  static let unknown = Self("unknown", "is not known here")
  static let repeated = Self("repeated", "is given twice")

  static let noString = Self("no-string", "must be a string")
  static let noFlag = Self("no-flag", "must be true or false")
  static let noNumber = Self("no-number", "must be a number")
  static let noWholeNumber = Self("no-whole-number", "must be a whole number")
  static let noArray = Self("no-array", "must be an array")
  static let noObject = Self("no-object", "must be an object")
  static let noUUID = Self("no-uuid", "must be a UUID")
  static let noMoney = Self("no-money", "must be an amount such as \"95.00\"")
  static let noTime = Self("no-time", "must be an RFC 3339 time such as 2026-11-21T09:00:00Z")
  static let noEmail = Self("no-email", "must be an e-mail address")
  static let noPhone = Self("no-phone", "must be a telephone number")
  static let noCursor = Self("no-cursor", "is not a cursor of this list")
  static let noUTF8 = Self("no-utf-8", "must be text in UTF-8")

  static func noChoice(of choices: [String]) -> Self {
    let list = choices.joined(separator: ", ")
    return Self("no-choice", "must be one of " + list, ["choices": list])
  }

  static func noWholeNumber(_ range: ClosedRange<Int>) -> Self {
    Self(
      "no-whole-number",
      "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  static func outOfRange<Value>(_ range: ClosedRange<Value>) -> Self {
    let (least, most) = ("\(range.lowerBound)", "\(range.upperBound)")
    return Self(
      "out-of-range", "must be from \(least) to \(most)", ["least": least, "most": most])
  }

  static func itemCount(_ count: Int, not range: ClosedRange<Int>) -> Self {
    let (least, most) = ("\(range.lowerBound)", "\(range.upperBound)")
    return Self(
      "item-count", "must have \(least) to \(most) items, not \(count)",
      ["least": least, "most": most])
  }

  static let empty = Self("empty", "must not be empty")

  static func tooShort(_ least: Int) -> Self {
    Self("too-short", "must have at least \(least) characters", ["least": "\(least)"])
  }

  static func tooLong(_ most: Int) -> Self {
    Self("too-long", "must have at most \(most) characters", ["most": "\(most)"])
  }

  static let controlCharacters = Self("control-characters", "must not have control characters")

  static func invisible(_ place: Int, _ name: String) -> Self {
    Self(
      "invisible-character",
      "must not have invisible characters: its character \(place) is \(name)",
      ["place": "\(place)", "character": name])
  }

  /// The same, and what may help.
  func with(hint: String) -> Self { Self(code, text + hint, parameters) }
}
