// How somebody is reached: what is typed or pasted, spelt again in the plain characters of one kind.
extension TextRule {
  /// An e-mail address, without `mailto:` and what is invisible around it.
  static func email(_ text: String) -> Reading<String> {
    let address = text.withoutInvisibleEnds.dropping(prefix: "mailto:").inNFC
    return Reading(address.utf8.count <= 254 && isEmail(address) ? address : nil, or: .noEmail)
  }

  /// A telephone number, grouped as it was: in ASCII, with an extension as ` x12`.
  static func phone(_ text: String) -> Reading<String> {
    Reading(TelephoneNumber(text)?.text, or: .noPhone)
  }

  /// One @, something before it, a dotted host after it, nothing invisible: more is for the post
  /// office.
  private static func isEmail(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count) else { return false }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    let isLocalClean = parts[0].unicodeScalars.allSatisfy {
      !$0.isInvisible && !"\"(),:;<>[\\]".unicodeScalars.contains($0)
    }
    return isLocalClean && labels.count >= 2 && labels.allSatisfy(isHostLabel)
  }

  private static func isHostLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
      && label.unicodeScalars.allSatisfy {
        $0 == "-"
          || !$0.isInvisible && !$0.standsForAnother
            && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
      }
  }
}

/// A telephone number that people typed or pasted, from a page, a list of contacts, a `tel:` link.
///
/// Dashes, blanks and digits of every script are taken for those of ASCII, and what is invisible is
/// left out. What is then no digit, no `+ - ( ) . /` and no blank must be the name of an extension.
struct TelephoneNumber {
  /// As it is stored and shown, at most 40 characters.
  let text: String

  private static let digits = 5...20
  private static let extensionDigits = 1...8
  private static let longest = 40
  private static let labels = ["tel", "phone", "тел", "телефон"]
  private static let extensionNames = [
    "x", "ext", "extn", "extension", "доб", "добавочный", "вн", "внутр",
  ]

  /// - Returns: nil for what is no number.
  init?(_ typed: String) {
    var rest = Self.plain(typed)[...]
    Self.dropLabel(&rest)
    var number = rest.prefix(while: Self.isPart)
    rest = rest.dropFirst(number.count)
    while let last = number.last, " -./(".unicodeScalars.contains(last) { number.removeLast() }
    guard Self.isNumber(number), let suffix = Self.suffix(rest) else { return nil }
    text = String(String.UnicodeScalarView(number)) + suffix
    guard text.utf8.count <= Self.longest else { return nil }
  }

  /// Its characters in ASCII where they have the same meaning there, one blank for several.
  private static func plain(_ typed: String) -> [Unicode.Scalar] {
    var plain: [Unicode.Scalar] = []
    for scalar in typed.unicodeScalars {
      guard let scalar = scalar.asPartOfNumber else { continue }
      if scalar != " " || plain.last.map({ $0 != " " }) ?? false { plain.append(scalar) }
    }
    return plain
  }

  /// Passes over `tel:` and the like.
  private static func dropLabel(_ rest: inout ArraySlice<Unicode.Scalar>) {
    let label = rest.prefix { $0.properties.isAlphabetic }
    guard labels.contains(lowercased(label)) else { return }
    rest = rest.dropFirst(label.count).drop { ".: ".unicodeScalars.contains($0) }
  }

  private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    isDigit(scalar) || "+-()./ ".unicodeScalars.contains(scalar)
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  /// Enough digits, and a plus, if any, before all of them.
  private static func isNumber(_ number: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let first = number.first, isDigit(first) || first == "+" || first == "(",
      digits.contains(number.count(where: isDigit))
    else { return false }
    return !number.drop { !isDigit($0) }.contains("+") && number.count { $0 == "+" } <= 1
  }

  /// Nothing, or the extension; nil for anything else.
  private static func suffix(_ rest: ArraySlice<Unicode.Scalar>) -> String? {
    guard !rest.isEmpty else { return "" }
    let name = rest.prefix { !isDigit($0) }
    var digits = rest.dropFirst(name.count)
    while let last = digits.last, last == ")" || last == " " { digits.removeLast() }
    guard extensionDigits.contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
    let letters = name.filter(\.properties.isAlphabetic)
    let marks = name.filter { !$0.properties.isAlphabetic }
    let isNamed =
      letters.isEmpty
      ? marks.contains { "#,;".unicodeScalars.contains($0) }
      : extensionNames.contains(lowercased(letters[...]))
    guard isNamed, marks.allSatisfy({ " .:,;=#".unicodeScalars.contains($0) }) else { return nil }
    return " x" + String(String.UnicodeScalarView(digits))
  }

  private static func lowercased(_ letters: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(letters)).lowercased()
  }
}

extension Unicode.Scalar {
  /// Drawn as nothing, or as a gap: what cannot be part of an address.
  fileprivate var isInvisible: Bool {
    switch properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator, .surrogate,
      .unassigned, .privateUse:
      true
    default: properties.isDefaultIgnorableCodePoint
    }
  }

  /// Two letters that a host's name may have, though they were others once (RFC 5892, 2.6).
  private static let exceptions: Set<Unicode.Scalar> = ["\u{DF}", "\u{3C2}"]

  /// What the post office reads as something else in a host's name (UTS #46), such as wide letters:
  /// by it one mailbox had many addresses. Capitals are plain enough.
  fileprivate var standsForAnother: Bool {
    properties.lowercaseMapping.unicodeScalars.contains {
      $0.properties.changesWhenNFKCCaseFolded && !Self.exceptions.contains($0)
    }
  }

  /// What it stands for in a telephone number; nil: nothing.
  fileprivate var asPartOfNumber: Unicode.Scalar? {
    if isASCII { return properties.isWhitespace ? " " : self }
    // The wide forms of ASCII, which East Asian keyboards type.
    if (0xFF01...0xFF5E).contains(value) { return Unicode.Scalar(value - 0xFEE0) }
    if properties.isWhitespace { return " " }
    if properties.numericType == .decimal, let digit = properties.numericValue {
      return Unicode.Scalar(UInt8(ascii: "0") + UInt8(digit))
    }
    switch properties.generalCategory {
    case .dashPunctuation: return "-"
    case .format: return nil
    default:
      if properties.isDefaultIgnorableCodePoint { return nil }
      return self == "\u{2212}" ? "-" : self
    }
  }
}

extension String {
  /// Without what nobody sees at its ends.
  fileprivate var withoutInvisibleEnds: String {
    guard let start = unicodeScalars.firstIndex(where: { !$0.isInvisible }),
      let end = unicodeScalars.lastIndex(where: { !$0.isInvisible })
    else { return "" }
    return String(unicodeScalars[start...end])
  }

  /// Without the prefix, whatever its case.
  fileprivate func dropping(prefix: String) -> String {
    let (start, rest) = (utf8.prefix(prefix.utf8.count), utf8.dropFirst(prefix.utf8.count))
    return Substring(start).lowercased() == prefix ? String(Substring(rest)) : self
  }
}
