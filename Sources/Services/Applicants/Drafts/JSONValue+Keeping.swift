import Contracts
import ServiceKit

extension JSONValue {
  /// As many characters as a number of a draft may have.
  private static let maxNumberLength = 20

  /// The same with whole numbers as digits, as the database is to keep it.
  ///
  /// No number of a test needs an exponent, which the database would write out: `1e100000` is a
  /// hundred thousand digits.
  /// - Parameters:
  ///   - form: records a mistake at each other number with one, and at those that are very long.
  ///   - pointer: where this stands in the form.
  func kept(_ form: Form, at pointer: String = "") -> JSONValue {
    switch self {
    case .number(let text):
      if let whole = int { return .number("\(whole)") }
      if text.utf8.count > Self.maxNumberLength || text.utf8.contains(where: isExponent) {
        form.mistake(at: pointer, .noPlainNumber)
      }
      return self
    case .array(let items):
      return .array(items.enumerated().map { $1.kept(form, at: "\(pointer)/\($0)") })
    case .object(let members):
      return .object(
        members.map { member in
          let place = "\(pointer)/\(escapedPointer(member.name.text))"
          return Member(member.name.text, member.value.kept(form, at: place))
        })
    case .null, .bool, .string: return self
    }
  }
}

private func isExponent(_ byte: UInt8) -> Bool { byte | 0x20 == UInt8(ascii: "e") }

extension MistakeReason {
  fileprivate static let noPlainNumber = Self(
    code: "no-whole-number", "must be a whole number, or at least one of a few digits")
}
