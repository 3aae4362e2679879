import FoundationEssentials

/// Base64 for URLs (RFC 4648, section 5) without padding.
public func base64URL(_ bytes: some Sequence<UInt8>) -> String {
  let plain = Data(bytes).base64EncodedString()
  return String(
    decoding: plain.utf8.compactMap { byte -> UInt8? in
      switch byte {
      case UInt8(ascii: "+"): UInt8(ascii: "-")
      case UInt8(ascii: "/"): UInt8(ascii: "_")
      case UInt8(ascii: "="): nil
      default: byte
      }
    }, as: UTF8.self)
}

/// The bytes, or nil for anything outside the alphabet.
public func base64URLDecoded(_ text: some StringProtocol) -> [UInt8]? {
  var plain: [UInt8] = []
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "-"): plain.append(UInt8(ascii: "+"))
    case UInt8(ascii: "_"): plain.append(UInt8(ascii: "/"))
    case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): return nil
    default: plain.append(byte)
    }
  }
  while plain.count % 4 != 0 { plain.append(UInt8(ascii: "=")) }
  return Data(base64Encoded: String(decoding: plain, as: UTF8.self)).map(Array.init)
}
