import Contracts

/// A mail, or a part of one (RFC 2045).
public struct MailPart {
  public enum Kind { case text, html, other }

  public let header: MailHeader
  public let type: HeaderValue
  private let body: ArraySlice<UInt8>

  /// Parts within parts, and how many of them are looked at.
  private static let mostLevels = 8
  private static let mostParts = 100

  /// - Parameter bytes: with lines that CR LF ends.
  public init(_ bytes: ArraySlice<UInt8>) {
    let lines = bytes.lines
    // A part may begin with the empty line.
    let end = lines.first { $0.isEmpty }?.startIndex ?? bytes.endIndex
    header = MailHeader(bytes[..<end])
    body = bytes[end...].dropFirst(2)
    type = header.value("content-type") ?? HeaderValue("text/plain")
  }

  public var kind: Kind {
    if header.value("content-disposition")?.value == "attachment" { return .other }
    switch type.value {
    case "text/plain": return .text
    case "text/html": return .html
    default: return .other
    }
  }

  /// Its body as it was before it was encoded; nil: it cannot be decoded.
  public var contents: [UInt8]? {
    switch header.value("content-transfer-encoding")?.value ?? "7bit" {
    case "7bit", "8bit", "binary": Array(body)
    case "base64": decodedBase64(body)
    case "quoted-printable": decodedQuotedPrintable(body)
    default: nil
    }
  }

  /// nil: it cannot be read as UTF-8.
  public var text: String? {
    guard isUTF8(type["charset"] ?? "us-ascii"), let contents else { return nil }
    return String(validating: contents, as: UTF8.self)
  }

  /// Itself, or what it is made of in the end.
  public func leaves() -> [MailPart] { Array(leaves(0).prefix(Self.mostParts)) }

  private func leaves(_ level: Int) -> [MailPart] {
    guard type.value.text.hasPrefix("multipart/"), let boundary = type["boundary"],
      level < Self.mostLevels
    else { return [self] }
    return parts(boundary).flatMap { $0.leaves(level + 1) }
  }

  /// What stands between the lines that are a boundary (RFC 2046, 5.1.1).
  private func parts(_ boundary: String) -> [MailPart] {
    let (delimiter, end) = (Array("--\(boundary)".utf8), Array("--\(boundary)--".utf8))
    var parts: [MailPart] = []
    var start: Int?
    for line in body.lines where line.starts(with: delimiter) {
      let mark = Array(line.trimmingEnd)
      guard mark == delimiter || mark == end, parts.count < Self.mostParts else { continue }
      // The line end before a boundary is the boundary's.
      if let start { parts.append(MailPart(body[start..<max(start, line.startIndex - 2)])) }
      start = mark == end ? nil : min(line.endIndex + 2, body.endIndex)
    }
    return parts
  }
}

extension [UInt8] {
  /// As a part is read: with lines that CR LF ends, where CR or LF alone ended some.
  var withMailLines: [UInt8] {
    let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for (index, byte) in enumerated() {
      if byte == lf, index > 0, self[index - 1] == cr { continue }
      bytes += byte == cr || byte == lf ? [cr, lf] : [byte]
    }
    return bytes
  }
}

extension ArraySlice<UInt8> {
  /// Its lines without their CR LF.
  var lines: [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = startIndex
    for index in indices
    where self[index] == UInt8(ascii: "\n") && index > start
      && self[index - 1] == UInt8(ascii: "\r")
    {
      lines.append(self[start..<(index - 1)])
      start = index + 1
    }
    return lines + [self[start...]]
  }

  /// Without blanks at its end.
  fileprivate var trimmingEnd: ArraySlice<UInt8> {
    let end = lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
    return end.map { self[...$0] } ?? []
  }
}
