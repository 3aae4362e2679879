public import Contracts

/// What is wrong with a field: a code for programs and pages, which have a text for each code, and
/// the same in English for who reads the document.
public struct MistakeReason: Sendable, Hashable {
  /// Part of the API: it never changes.
  public let code: String
  /// It goes on from the field's name: "must be a UUID".
  public private(set) var text: String
  /// What a page puts into its text for the code.
  let parameters: [String: String]
  /// Likewise, written as its language writes amounts.
  let amounts: [String: Money]

  /// - Parameter code: spelled out, so that a test finds it and misses `mistake_<code>` among the
  ///   texts of pages.
  public init(
    code: StaticString, _ text: String, _ parameters: [String: String] = [:],
    amounts: [String: Money] = [:]
  ) {
    self.code = "\(code)"
    self.text = text
    self.parameters = parameters
    self.amounts = amounts
  }

  /// The same, and what may help.
  public func with(hint: String) -> Self {
    var reason = self
    reason.text += hint
    return reason
  }
}

// What every service says of fields.
extension MistakeReason {
  public static let required = Self(code: "required", "is required")
  static let unknown = Self(code: "unknown", "is not known here")
  public static let repeated = Self(code: "repeated", "is given twice")

  static let noString = Self(code: "no-string", "must be a string")
  static let noFlag = Self(code: "no-flag", "must be true or false")
  static let noNumber = Self(code: "no-number", "must be a number")
  static let noWholeNumber = Self(code: "no-whole-number", "must be a whole number")
  public static let noArray = Self(code: "no-array", "must be an array")
  public static let noObject = Self(code: "no-object", "must be an object")
  static let noUUID = Self(code: "no-uuid", "must be a UUID")
  static let noMoney = Self(
    code: "no-money", "must be an amount such as \"\(Money.example)\"",
    amounts: ["example": .example])
  static let noTime = Self(code: "no-time", "must be an RFC 3339 time such as 2026-11-21T09:00:00Z")
  static let noDay = Self(code: "no-day", "must be a day such as 2026-11-21")
  static let noEmail = Self(code: "no-email", "must be an e-mail address")
  static let noPhone = Self(code: "no-phone", "must be a telephone number")
  static let noCursor = Self(code: "no-cursor", "is not a cursor of this list")
  static let noUTF8 = Self(code: "no-utf-8", "must be text in UTF-8")

  /// It is none of those that it may be.
  public static func noChoice(of choices: [String]) -> Self {
    let list = choices.joined(separator: ", ")
    return Self(code: "no-choice", "must be one of " + list, ["choices": list])
  }

  static func noWholeNumber(_ range: ClosedRange<Int>) -> Self {
    Self(
      code: "no-whole-number",
      "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
  }

  /// It is outside the range, the ends of which are allowed.
  public static func outOfRange<Value>(_ range: ClosedRange<Value>) -> Self {
    let (least, most) = ("\(range.lowerBound)", "\(range.upperBound)")
    return Self(
      code: "out-of-range", "must be from \(least) to \(most)", ["least": least, "most": most])
  }

  /// The same of an amount.
  public static func outOfRange(_ range: ClosedRange<Money>) -> Self {
    let (least, most) = (range.lowerBound, range.upperBound)
    return Self(
      code: "out-of-range", "must be from \(least) to \(most)",
      amounts: ["least": least, "most": most])
  }

  static func itemCount(_ count: Int, not range: ClosedRange<Int>) -> Self {
    let (least, most) = ("\(range.lowerBound)", "\(range.upperBound)")
    return Self(
      code: "item-count", "must have \(least) to \(most) items, not \(count)",
      ["least": least, "most": most])
  }

  static let empty = Self(code: "empty", "must not be empty")

  static func tooShort(_ least: Int) -> Self {
    Self(code: "too-short", "must have at least \(least) characters", ["least": "\(least)"])
  }

  static func tooLong(_ most: Int) -> Self {
    Self(code: "too-long", "must have at most \(most) characters", ["most": "\(most)"])
  }

  static let controlCharacters = Self(
    code: "control-characters", "must not have control characters")

  static func invisible(_ place: Int, _ name: String) -> Self {
    Self(
      code: "invisible-character",
      "must not have invisible characters: its character \(place) is \(name)",
      ["place": "\(place)", "character": name])
  }

  static let emptyFile = Self(code: "empty-file", "is an empty file: choose the picture again")

  public static func tooManyBytes(_ most: Int) -> Self {
    Self(code: "too-many-bytes", "is longer than \(most) bytes", ["most": "\(most)"])
  }

  /// What cannot be taken apart into fields.
  static func unreadable(_ why: String) -> Self { Self(code: "unreadable", why) }

  /// Of two fields that stand for each other, both or neither came.
  ///
  /// - Parameter rule: which two, in English.
  public static func eitherOr(_ rule: String) -> Self { Self(code: "either-or", rule) }

  /// The end of a span that does not come after its start.
  ///
  /// - Parameter start: the field that says when it begins.
  public static func notAfter(_ start: String) -> Self {
    Self(code: "not-after", "must be after \(start)")
  }
}
