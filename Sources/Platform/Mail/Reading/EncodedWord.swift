import Contracts
import FoundationEssentials

extension String {
  /// With its encoded words (RFC 2047) decoded; blanks between two of them belong to none.
  var wordsDecoded: String {
    var text = ""
    var wasEncoded = true
    for (index, word) in split(separator: " ", omittingEmptySubsequences: false).enumerated() {
      let decoded = decodedWord(word)
      if index > 0, decoded == nil || !wasEncoded { text += " " }
      text += decoded ?? String(word)
      wasEncoded = decoded != nil
    }
    return text
  }
}

/// `=?utf-8?B?…?=`; nil for what is no such word, or in another charset than UTF-8.
private func decodedWord(_ word: Substring) -> String? {
  let parts = word.split(separator: "?", omittingEmptySubsequences: false)
  guard parts.count == 5, parts[0] == "=", parts[4] == "=", isUTF8(parts[1]) else { return nil }
  let encoded = Array(parts[3].utf8)
  let bytes =
    switch parts[2].uppercased() {
    case "B": decodedBase64(encoded[...])
    case "Q":
      decodedQuotedPrintable(
        encoded.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }[...])
    default: [UInt8]?.none
    }
  return bytes.flatMap { String(validating: $0, as: UTF8.self) }
}

/// A charset's name, of which UTF-8 and what is contained in it can be read here.
func isUTF8(_ charset: some StringProtocol) -> Bool {
  ["utf-8", "us-ascii"].contains(ExactText(charset.lowercased()))
}

/// nil: it is none.
func decodedBase64(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
  let blanks = Array("\r\n\t ".utf8)
  return Data(base64Encoded: Data(bytes.filter { !blanks.contains($0) })).map { Array($0) }
}

/// nil: it is none (RFC 2045, 6.7).
func decodedQuotedPrintable(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
  var decoded: [UInt8] = []
  decoded.reserveCapacity(bytes.count)
  var rest = bytes
  while let byte = rest.popFirst() {
    guard byte == UInt8(ascii: "=") else {
      decoded.append(byte)
      continue
    }
    let next = Array(rest.prefix(2))
    rest = rest.dropFirst(2)
    // A line that goes on in the next one.
    if next == Array("\r\n".utf8) { continue }
    guard next.count == 2, let high = hexDigit(next[0]), let low = hexDigit(next[1]) else {
      return nil
    }
    decoded.append(high << 4 | low)
  }
  return decoded
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
}
