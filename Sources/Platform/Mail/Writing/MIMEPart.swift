import FoundationEssentials

/// A part of a mail with its own header (RFC 2045), or several within boundaries (RFC 2046, 5.1).
indirect enum MIMEPart {
  /// What can be read as it is, if need be.
  case quotedPrintable([HeaderField], String)
  case base64([HeaderField], String)
  case multipart(String, boundary: String, [MIMEPart])

  var bytes: [UInt8] {
    switch self {
    case .quotedPrintable(let fields, let text):
      Self.head(fields, "quoted-printable") + text.quotedPrintable
    case .base64(let fields, let text): Self.head(fields, "base64") + Self.base64(text)
    case .multipart(let subtype, let boundary, let parts):
      Self.bytes(of: parts, subtype, boundary)
    }
  }

  private static func bytes(
    of parts: [MIMEPart], _ subtype: String, _ boundary: String
  ) -> [UInt8] {
    let field = HeaderField("Content-Type", ["multipart/\(subtype);", "boundary=\"\(boundary)\""])
    return field.bytes + parts.flatMap { "\r\n--\(boundary)\r\n".utf8 + $0.bytes }
      + "\r\n--\(boundary)--\r\n".utf8
  }

  private static func head(_ fields: [HeaderField], _ encoding: String) -> [UInt8] {
    (fields + [HeaderField("Content-Transfer-Encoding", [encoding])]).flatMap(\.bytes)
      + "\r\n".utf8
  }

  /// In lines of 76; those of the text end as they have to in a mail before they are hidden in it
  /// (RFC 2046, 4.1.1).
  private static func base64(_ text: String) -> [UInt8] {
    let lines = text.mailLines.map { Array(String(String.UnicodeScalarView($0)).utf8) }
    let plain = Data(lines.joined(separator: "\r\n".utf8))
    return Array(
      plain.base64EncodedString(options: [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ]).utf8)
  }
}

extension String {
  /// Its lines, ended by CR, LF or both.
  var mailLines: [ArraySlice<Unicode.Scalar>] {
    let scalars = Array(unicodeScalars)
    var lines: [ArraySlice<Unicode.Scalar>] = []
    var start = 0
    for index in scalars.indices where scalars[index] == "\n" || scalars[index] == "\r" {
      let isSecondOfPair = scalars[index] == "\n" && index > 0 && scalars[index - 1] == "\r"
      if !isSecondOfPair { lines.append(scalars[start..<index]) }
      start = index + 1
    }
    return lines + [scalars[start...]]
  }
}
