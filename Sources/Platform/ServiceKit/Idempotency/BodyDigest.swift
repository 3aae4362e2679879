import Contracts
import Crypto

/// What a request's body means, as idempotency compares it: whoever sends it again may have an
/// encoder that orders members anew each time, or spells a number or a letter in another way.
public struct BodyDigest: Sendable, Hashable {
  /// A SHA-256.
  public let bytes: [UInt8]
  /// The SHA-256 by which answers are known that were kept before bodies were compared by meaning.
  /// Those last for a day (`IdempotencyStatements.retention`).
  let former: [UInt8]

  /// A body that is known by its bytes, such as a picture.
  public init(of body: some Sequence<UInt8>) {
    bytes = sha256(body)
    former = bytes
  }

  /// - Parameter body: `value` as it was sent.
  init(_ value: JSONValue, sent body: some Sequence<UInt8>) {
    var writer = JSONWriter()
    value.writeMeaning(to: &writer)
    bytes = sha256(writer.bytes)
    former = sha256(body)
  }

  /// Each part's name, type and SHA-256.
  init(_ multipart: Multipart) {
    let parts = multipart.parts
    bytes = Self.digest(parts.sorted { $0.name < $1.name })
    former = Self.digest(parts)
  }

  private static func digest(_ parts: [Multipart.Part]) -> [UInt8] {
    var hash = SHA256()
    for part in parts {
      for text in [part.name.text, part.contentType ?? ""] {
        hash.update(data: Array("\(text.utf8.count):\(text)".utf8))
      }
      hash.update(data: sha256(part.body))
    }
    return Array(hash.finalize())
  }

  /// The digest of no body at all, which means as much as an empty object.
  public static let empty = BodyDigest(.object([]), sent: [])
}

private func sha256(_ body: some Sequence<UInt8>) -> [UInt8] {
  var hash = SHA256()
  let isContiguous: Void? = body.withContiguousStorageIfAvailable {
    hash.update(bufferPointer: UnsafeRawBufferPointer($0))
  }
  if isContiguous == nil { hash.update(data: Array(body)) }
  return Array(hash.finalize())
}

extension JSONValue {
  /// Writes the value in the one spelling of all that mean the same: members by their names without
  /// those that are blank, text as it is meant, numbers as digits and an exponent.
  fileprivate func writeMeaning(to writer: inout JSONWriter) {
    switch self {
    case .number(let text): writer.number(DecimalNumber(text)?.text ?? text)
    case .string(let text): writer.value(text.asMeant)
    case .array(let items):
      writer.beginArray()
      for item in items { item.writeMeaning(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for member in members.sorted(by: { $0.name < $1.name }) where !member.value.isBlank {
        writer.key(member.name.text)
        member.value.writeMeaning(to: &writer)
      }
      writer.endObject()
    case .null, .bool: write(to: &writer)
    }
  }
}

/// A number of JSON's grammar (RFC 8259, section 6) without what makes no difference: `60`, `60.0`
/// and `6e1` are the same.
struct DecimalNumber {
  /// Its digits, which neither begin nor end with 0, and their exponent: `6e1`; or `0`.
  let text: String

  /// - Returns: nil for an exponent of more than ten characters.
  init?(_ number: String) {
    let isNegative = number.utf8.first == UInt8(ascii: "-")
    let halves = number.utf8.split { $0 | 0x20 == UInt8(ascii: "e") }
    let parts = halves[0].drop { $0 == UInt8(ascii: "-") }.split(separator: UInt8(ascii: "."))
    var exponent = 0
    if halves.count > 1 {
      guard halves[1].count <= 10, let given = Int(Substring(halves[1])) else { return nil }
      exponent = given
    }
    if parts.count > 1 { exponent -= parts[1].count }
    var digits = parts.flatMap(Array.init)[...].drop { $0 == UInt8(ascii: "0") }
    while digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      exponent += 1
    }
    text =
      digits.isEmpty
      ? "0" : "\(isNegative ? "-" : "")\(String(decoding: digits, as: UTF8.self))e\(exponent)"
  }
}
