extension String {
  /// The text in quoted-printable (RFC 2045, 6.7): lines of at most 76 bytes, no character torn.
  ///
  /// No line begins with a dot, which SMTP would have to double, or with "From ", which mailboxes
  /// would mark, so that the bytes arrive as they are.
  var quotedPrintable: [UInt8] {
    Array(mailLines.map(broken).joined(separator: "\r\n".utf8))
  }
}

/// A line, in as many as it takes.
private func broken(_ line: ArraySlice<Unicode.Scalar>) -> [UInt8] {
  /// A `=` at the end, of which nobody knows yet whether it will be needed, has its room.
  let most = 75
  var bytes: [UInt8] = []
  var column = 0
  for index in line.indices {
    let rest = line[index...]
    var spelling = spelled(line[index], isLast: rest.count == 1)
    if column + spelling.count > most {
      bytes += "=\r\n".utf8
      column = 0
    }
    if column == 0, line[index] == "." || rest.starts(with: "From ".unicodeScalars) {
      spelling = escaped(line[index])
    }
    bytes += spelling
    column += spelling.count
  }
  return bytes
}

/// A blank at a line's end would be lost on the way.
private func spelled(_ scalar: Unicode.Scalar, isLast: Bool) -> [UInt8] {
  switch scalar {
  case " ", "\t": isLast ? escaped(scalar) : [UInt8(ascii: scalar)]
  case "!"..."<", ">"..."~": [UInt8(ascii: scalar)]
  default: escaped(scalar)
  }
}

private func escaped(_ scalar: Unicode.Scalar) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return UTF8.encode(scalar).map { bytes in
    bytes.flatMap { [UInt8(ascii: "="), digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  } ?? []
}
