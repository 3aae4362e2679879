import Crypto
import FoundationEssentials
import Postgres

/// The bytes that are hashed: numbers big-endian, lengths before texts, so that no two different
/// values look alike. `sql/platform/billing` writes the same.
extension [UInt8] {
  mutating func append(number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  mutating func append(id: UUID) {
    Swift.withUnsafeBytes(of: id.uuid) { append(contentsOf: $0) }
  }

  /// Microseconds since 2000-01-01.
  mutating func append(time: Date) { append(number: time.postgresMicroseconds) }

  /// Two bytes of length, then its UTF-8; at most 32 767 bytes.
  mutating func append(text: String) {
    append(number: Int16(clamping: text.utf8.count))
    append(contentsOf: text.utf8)
  }

  var sha256: [UInt8] { Array(SHA256.hash(data: self)) }

  /// Two lower-case digits a byte.
  var hex: String {
    flatMap { byte in [byte >> 4, byte & 15].map { String($0, radix: 16) } }.joined()
  }

  init?(hex: String) {
    let digits = hex.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let known = digits.compactMap(\.self)
    self = stride(from: 0, to: known.count, by: 2).map { UInt8(known[$0] << 4 | known[$0 + 1]) }
  }
}
