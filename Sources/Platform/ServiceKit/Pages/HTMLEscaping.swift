import Mustache

/// Escapes text for HTML, in attributes too, byte by byte.
///
/// The library's own escaping goes by `Character`, which lets a quotation mark through when a
/// combining mark follows it; a browser sees a plain quotation mark there.
struct HTMLEscaping: MustacheContentType {
  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: { Self.escape($0) != nil }) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      if let escaped = Self.escape(byte) {
        bytes.append(contentsOf: escaped.utf8)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escape(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// The pragma that turns it on; a partial starts without it, so every template begins with it.
  static let pragma: String = {
    MustacheContentTypes.register(HTMLEscaping(), named: "MCF-HTML")
    return "{{% CONTENT_TYPE:MCF-HTML}}"
  }()
}
