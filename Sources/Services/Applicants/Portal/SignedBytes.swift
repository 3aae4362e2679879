import Crypto
import ServiceKit

/// A few bytes that only we can have made, as a text for addresses:
/// version 1 | number of the key 1 | content | HMAC-SHA-256 of all that, its first 16.
///
/// Every width is fixed, so that nothing can be moved from one part to the next, and there is one text
/// for the bytes: with any of its bits changed it is another text, and none of ours.
struct SignedBytes: Sendable {
  private static let version: UInt8 = 1
  private static let macWidth = 16

  let keys: KeyRing
  let contentWidth: Int

  private var width: Int { 2 + contentWidth + Self.macWidth }

  /// How many characters the text has.
  var textWidth: Int { (width * 4 + 2) / 3 }

  /// The whole of the bytes, with the first key.
  func sign(_ content: [UInt8]) -> [UInt8] {
    let signed = [Self.version, keys.first.number] + content
    return signed + mac(of: signed, keys.first.key)
  }

  /// The whole of the bytes, if they are ours.
  ///
  /// Compared in a time that does not depend on where they differ.
  func bytes(of text: Substring) -> [UInt8]? {
    guard text.utf8.count == textWidth, let bytes = base64URLDecoded(text), bytes.count == width,
      // The last character has bits to spare, which would make several texts of one.
      base64URL(bytes).utf8.elementsEqual(text.utf8),
      bytes[0] == Self.version, let key = keys[bytes[1]]
    else { return nil }
    let expected = mac(of: Array(bytes.dropLast(Self.macWidth)), key)
    return bytes.suffix(Self.macWidth).isSecretly(expected) ? bytes : nil
  }

  func content(of bytes: [UInt8]) -> [UInt8] {
    Array(bytes.dropFirst(2).dropLast(Self.macWidth))
  }

  private func mac(of signed: [UInt8], _ key: SymmetricKey) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: signed, using: key).prefix(Self.macWidth))
  }
}
