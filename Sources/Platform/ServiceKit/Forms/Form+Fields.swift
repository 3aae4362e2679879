public import Contracts
public import FoundationEssentials

// Required fields: missing, null or wrong is a mistake.
extension Form {
  /// Text as it is meant: in Unicode's Normalization Form C, without white space around it and marks
  /// that say nothing. Its length counts scalars; what shows nothing is empty.
  public func text(_ name: String, _ length: ClosedRange<Int>) -> String {
    required(name, or: "") { $0.asText(length) }
  }

  /// An id that somebody else gave: without white space around it, but not a byte of it is changed
  /// within. One with characters that nobody sees is a mistake.
  public func exactText(_ name: String, _ length: ClosedRange<Int>) -> ExactText {
    required(name, or: "") { $0.asExactText(length) }
  }

  public func uuid(_ name: String) -> UUID {
    required(name, or: .zero) { $0.asUUID() }
  }

  public func int(_ name: String, _ range: ClosedRange<Int>) -> Int {
    required(name, or: range.lowerBound) { untexted($0).asInt(range) }
  }

  public func number(_ name: String, _ range: ClosedRange<Double>) -> Double {
    required(name, or: range.lowerBound) { untexted($0).asDouble(range) }
  }

  /// A decimal string such as `"95.00"`, not negative; on a page, also as its language writes it.
  public func money(_ name: String) -> Money {
    required(name, or: Money(hundredths: 0)) { unworded($0).asMoney() }
  }

  /// The same, within a range.
  public func money(_ name: String, _ range: ClosedRange<Money>) -> Money {
    required(name, or: range.lowerBound) { unworded($0).asMoney(range) }
  }

  /// An RFC 3339 time of any offset.
  public func time(_ name: String) -> Date {
    required(name, or: Date(timeIntervalSince1970: 0)) { $0.asTime() }
  }

  /// A day of the calendar such as `2027-03-01`; nil: it is none.
  public func day(_ name: String) -> String? {
    required(name, or: nil) { $0.asDay().map(Optional.some) }
  }

  public func bool(_ name: String) -> Bool { required(name, or: false) { untexted($0).asBool() } }

  /// An e-mail address, at most 254 bytes, with one @ and a host name.
  public func email(_ name: String = "email") -> String {
    required(name, or: "") { $0.asEmail() }
  }

  /// A telephone number of 5 to 20 digits as people type or paste it: in ASCII, grouped as it was,
  /// with `+ - ( ) . /` and blanks between, and with an extension as ` x12`.
  public func phone(_ name: String = "phone") -> String {
    required(name, or: "") { $0.asPhone() }
  }

  /// One of the enumeration's raw values.
  public func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ choices: Choice.Type
  ) -> Choice? {
    required(name, or: nil) { $0.asChoice(Choice.self).map(Optional.some) }
  }

  private func required<Value>(
    _ name: String, or placeholder: Value, read: (JSONValue) -> Reading<Value>
  ) -> Value {
    guard let value = value(name) else {
      mistake(in: name, .required)
      return placeholder
    }
    return settle(read(value), name) ?? placeholder
  }
}

// Optional fields: missing, null and blank text all read as nil. Other programs write `""` for what
// they do not know, and who empties a field of a page means that too.
extension Form {
  public func optionalText(_ name: String, _ length: ClosedRange<Int>) -> String? {
    optional(name) { $0.asText(length) }
  }

  public func optionalUUID(_ name: String) -> UUID? { optional(name) { $0.asUUID() } }

  public func optionalInt(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    optional(name) { untexted($0).asInt(range) }
  }

  public func optionalNumber(_ name: String, _ range: ClosedRange<Double>) -> Double? {
    optional(name) { untexted($0).asDouble(range) }
  }

  public func optionalMoney(_ name: String) -> Money? {
    optional(name) { unworded($0).asMoney() }
  }
  public func optionalMoney(_ name: String, _ range: ClosedRange<Money>) -> Money? {
    optional(name) { unworded($0).asMoney(range) }
  }
  public func optionalTime(_ name: String) -> Date? { optional(name) { $0.asTime() } }
  public func optionalBool(_ name: String) -> Bool? { optional(name) { untexted($0).asBool() } }
  public func optionalEmail(_ name: String = "email") -> String? {
    optional(name) { $0.asEmail() }
  }
  public func optionalPhone(_ name: String = "phone") -> String? {
    optional(name) { $0.asPhone() }
  }

  public func optionalChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ choices: Choice.Type
  ) -> Choice? {
    optional(name) { $0.asChoice(Choice.self) }
  }

  private func optional<Value>(_ name: String, read: (JSONValue) -> Reading<Value>) -> Value? {
    guard let value = value(name), !value.isBlank else { return nil }
    return settle(read(value), name)
  }

  func settle<Value>(_ reading: Reading<Value>, _ name: String) -> Value? {
    switch reading {
    case .value(let value): return value
    case .mistake(let reason):
      mistake(in: name, reason)
      return nil
    }
  }
}
