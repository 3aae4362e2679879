import Contracts
import FoundationEssentials

/// A value as it should be, or what is wrong with it.
enum Reading<Value> {
  case value(Value)
  case mistake(MistakeReason)

  init(_ value: Value?, or reason: @autoclosure () -> MistakeReason) {
    self = value.map(Reading.value) ?? .mistake(reason())
  }

  func map<Other>(_ transform: (Value) -> Other) -> Reading<Other> {
    switch self {
    case .value(let value): .value(transform(value))
    case .mistake(let reason): .mistake(reason)
    }
  }

  func flatMap<Other>(_ transform: (Value) -> Reading<Other>) -> Reading<Other> {
    switch self {
    case .value(let value): transform(value)
    case .mistake(let reason): .mistake(reason)
    }
  }

  func orMistake(in form: Form, at relative: String) -> Value? {
    switch self {
    case .value(let value): return value
    case .mistake(let reason):
      form.mistake(at: relative, reason)
      return nil
    }
  }
}

// What each kind of field accepts.
extension JSONValue {
  /// Null, or a text that shows nothing.
  var isBlank: Bool {
    switch self {
    case .null: true
    case .string(let text): !text.isVisible
    default: false
    }
  }

  func asString() -> Reading<String> {
    guard case .string(let text) = self else { return .mistake(.noString) }
    return .value(text)
  }

  func asText(_ length: ClosedRange<Int>) -> Reading<String> {
    asString().flatMap { TextRule.line($0, length) }
  }

  func asExactText(_ length: ClosedRange<Int>) -> Reading<ExactText> {
    asString().flatMap { TextRule.exactText($0, length) }
  }

  func asUUID() -> Reading<UUID> { asString().flatMap(TextRule.uuid) }
  func asMoney() -> Reading<Money> { asString().flatMap(TextRule.money) }
  func asMoney(_ range: ClosedRange<Money>) -> Reading<Money> {
    asMoney().flatMap { Reading(range.contains($0) ? $0 : nil, or: .outOfRange(range)) }
  }
  func asTime() -> Reading<Date> { asString().flatMap(TextRule.time) }
  func asDay() -> Reading<String> { asString().flatMap(TextRule.day) }
  func asEmail() -> Reading<String> { asString().flatMap(TextRule.email) }
  func asPhone() -> Reading<String> { asString().flatMap(TextRule.phone) }

  func asChoice<Choice: RawRepresentable<String> & CaseIterable>(
    _ choices: Choice.Type
  ) -> Reading<Choice> {
    asString().flatMap { TextRule.choice($0, Choice.self) }
  }

  func asBool() -> Reading<Bool> {
    guard case .bool(let flag) = self else { return .mistake(.noFlag) }
    return .value(flag)
  }

  func asInt(_ range: ClosedRange<Int>) -> Reading<Int> {
    guard case .number(let text) = self, let number = wholeNumber(text) else {
      return .mistake(.noWholeNumber(range))
    }
    return TextRule.within(number, range)
  }

  func asDouble(_ range: ClosedRange<Double>) -> Reading<Double> {
    guard case .number(let text) = self, let number = Double(text), number.isFinite else {
      return .mistake(.noNumber)
    }
    return TextRule.within(number, range)
  }
}
