// The standard library keeps to itself what its own `==` on text is made of. Foundation's forms,
// which are public, lose the upper bits of scalars beyond the first plane when marks follow them.
@_spi(_Unicode) import Swift

extension String {
  /// The text in Unicode's Normalization Form C (UAX #15), which is what most keyboards type: a name
  /// is then stored, and looked for, in one spelling, wherever it was pasted from.
  var inNFC: String {
    var span = utf8Span
    guard !span.checkForNFC(quickCheck: true) else { return self }
    var normal = ""
    normal.unicodeScalars.append(contentsOf: _nfc)
    return normal
  }

  /// The text as it is meant: in NFC, without white space around it, and without marks that say
  /// nothing and come along when text is pasted.
  var asMeant: String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return trimmed }
    return String(String.UnicodeScalarView(unicodeScalars.lazy.filter { !$0.saysNothing }))
      .trimmed.inNFC
  }

  /// Without the white space around it.
  var trimmed: String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last,
      first.properties.isWhitespace || last.properties.isWhitespace
    else { return self }
    guard let start = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let end = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(unicodeScalars[start...end])
  }

  /// Whether a reader sees something of it.
  var isVisible: Bool {
    unicodeScalars.contains {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
        && $0 != .brailleBlank
    }
  }

  /// The first scalar that is drawn as nothing, not even as a blank, and its place, from 1.
  var firstUnseen: (place: Int, scalar: Unicode.Scalar)? {
    zip(1..., unicodeScalars).first { $1.isUnseen }
  }

  /// Whether it has control characters of ASCII or Latin-1, other than tabs and line ends.
  var hasControls: Bool {
    unicodeScalars.contains {
      $0.properties.generalCategory == .control && $0 != "\t" && $0 != "\n" && $0 != "\r"
    }
  }
}

extension Unicode.Scalar {
  /// A letter without a dot, which is drawn as nothing.
  fileprivate static let brailleBlank: Unicode.Scalar = "\u{2800}"

  /// Drawn as nothing, not even as a blank: joiners too, by which two texts differ that look alike.
  fileprivate var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: properties.isDefaultIgnorableCodePoint || saysNothing || self == .brailleBlank
    }
  }

  /// Its number and name as Unicode writes them: `U+200B ZERO WIDTH SPACE`.
  var nameInUnicode: String {
    let digits = String(value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    let name = properties.name ?? properties.nameAlias
    return name.map { "\(number) \($0)" } ?? number
  }

  /// Invisible, and of no meaning to what is read: soft hyphens, zero width blanks, byte-order marks,
  /// and what turns the direction of the text around it. Joiners stay, which Persian, Indic scripts
  /// and emoji are spelt with, and the marks that give a direction to a neighbour only.
  var saysNothing: Bool {
    switch value {
    case 0xAD, 0x180E, 0x200B, 0x202A...0x202E, 0x2060...0x2064, 0x2066...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0001:
      true
    default: false
    }
  }
}
