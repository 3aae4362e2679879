import Contracts
public import Hummingbird
import NIOCore

extension Request {
  /// The body of an HTML form (`application/x-www-form-urlencoded`, WHATWG URL, section 5).
  ///
  /// Its fields are texts; numbers and flags are read from them. A field left blank is one that
  /// was not filled in, as if it had not been sent.
  /// - Throws: problems: 415 for another media type, 413 when too large, 400 when it cannot be read.
  public func urlEncodedForm(limit: Int = BodyLimit.form) async throws -> Form {
    guard mediaType == "application/x-www-form-urlencoded" else {
      throw Problem.unsupportedMediaType(
        "Send Content-Type: application/x-www-form-urlencoded.")
    }
    let body = try await bytes(limit: limit)
    return try body.withUnsafeReadableBytes { raw in
      guard let text = String(validating: raw, as: UTF8.self) else {
        throw Problem.malformed("The form is not UTF-8.", at: "")
      }
      return try Form(urlEncoded: text)
    }
  }
}

extension Form {
  /// More fields than any form of ours has.
  private static let maxFields = 200

  /// - Throws: a 400 problem for malformed escapes and too many fields.
  convenience init(urlEncoded text: String) throws {
    var members: [JSONValue.Member] = []
    var repeated: [String] = []
    for pair in URLEncodedPairs(text) {
      guard let (name, value) = pair else {
        throw Problem.malformed("The form has malformed percent-encoding.", at: "")
      }
      guard members.count < Self.maxFields else {
        throw Problem.malformed("The form has more than \(Self.maxFields) fields.", at: "")
      }
      guard value.isVisible else { continue }
      if members.contains(where: { $0.name == ExactText(name) }) {
        repeated.append(name)
      } else {
        members.append(JSONValue.Member(name, .string(value)))
      }
    }
    let digest = BodyDigest(.object(members), sent: text.utf8)
    self.init(members: members, digest: digest, isText: true)
    for name in Set(repeated).sorted() { mistake(in: name, .repeated) }
  }
}

/// The names and values of a query or form, decoded one by one; nil where that cannot be done.
struct URLEncodedPairs: Sequence, IteratorProtocol {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = text[...].utf8 }

  mutating func next() -> (name: String, value: String)?? {
    rest = rest.drop { $0 == UInt8(ascii: "&") }
    guard !rest.isEmpty else { return nil }
    let pair = rest.prefix { $0 != UInt8(ascii: "&") }
    rest = rest[pair.endIndex...]
    let halves = pair.split(
      separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = percentDecoded(halves[0]),
      let value = halves.count > 1 ? percentDecoded(halves[1]) : ""
    else { return .some(nil) }
    return (name, value)
  }
}
