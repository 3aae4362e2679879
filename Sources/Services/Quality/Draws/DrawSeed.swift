import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// What decides a draw: 256 bits, as 64 hexadecimal digits. Whoever has it, and the ids of those
/// that were drawn from, can draw again and compare.
struct DrawSeed: Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  /// One that nobody could have known before.
  static func random() -> DrawSeed {
    var random = SystemRandomNumberGenerator()
    return DrawSeed((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }.hex)
  }

  /// What all digests begin with: the SHA-256 of seed and colon, to be gone on with by ids.
  var beginning: SHA256 {
    var hash = SHA256()
    hash.update(data: Array("\(text):".utf8))
    return hash
  }
}

/// By which an order has its place: the SHA-256 of seed, colon and id.
struct DrawDigest: Hashable, Comparable, Sendable {
  let bytes: [UInt8]
  /// Its first bytes as a number, which tell nearly all digests apart.
  private let head: UInt64

  init(of order: UUID, after beginning: SHA256) {
    var hash = beginning
    hash.update(data: Array(order.wire.utf8))
    (bytes, head) = hash.finalize().withUnsafeBytes {
      (Array($0), UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)))
    }
  }

  /// In hexadecimal digits, which are in the same order.
  var text: String { bytes.hex }

  static func < (a: DrawDigest, b: DrawDigest) -> Bool {
    a.head == b.head ? a.bytes.lexicographicallyPrecedes(b.bytes) : a.head < b.head
  }
}

extension [UInt8] {
  var sha256: String { Array(SHA256.hash(data: self)).hex }

  fileprivate var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * count)
    for byte in self {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}
