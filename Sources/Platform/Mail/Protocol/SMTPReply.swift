/// What a server answers to a command (RFC 5321, 4.2).
public struct SMTPReply: Hashable, Sendable, CustomStringConvertible {
  /// From 200 to 599.
  public let code: Int
  /// Why, more exactly than the code says, where the server says so (RFC 2034).
  public let enhanced: EnhancedCode?
  /// What it says to people, by lines, controls as blanks. It may name an address: it is for those
  /// who may see whom we write to, never for a log.
  public let lines: [String]

  /// Of classes and subjects of RFC 3463, such as 5.1.1: no such mailbox.
  public struct EnhancedCode: Hashable, Sendable, CustomStringConvertible {
    /// 2, 4 or 5, as the reply's code.
    public let `class`: Int
    public let subject: Int
    public let detail: Int

    public var description: String { "\(`class`).\(subject).\(detail)" }
  }

  /// The server did what it was asked for.
  var isPositive: Bool { code / 100 == 2 }
  /// The server refuses, for now or for good.
  var isRefusal: Bool { code >= 400 }
  /// The server closes the connection (RFC 5321, 3.8).
  var isGoodbye: Bool { code == 421 }

  /// Its numbers alone.
  public var description: String { enhanced.map { "\(code) \($0)" } ?? "\(code)" }
}

extension SMTPReply {
  /// - Parameter lines: each without its code and mark.
  init(code: Int, raw lines: [[UInt8]]) {
    self.code = code
    let parts = lines.map { EnhancedCode.prefix(of: $0, code: code) }
    let enhanced = parts.first.flatMap { $0?.code }
    self.enhanced = enhanced
    self.lines = zip(lines, parts).map { line, part in
      Self.text(part?.code == enhanced ? line.dropFirst(part?.length ?? 0) : line[...])
    }
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(
      String.UnicodeScalarView(
        String(decoding: bytes, as: UTF8.self).unicodeScalars.map {
          $0.properties.generalCategory == .control ? " " : $0
        }))
  }
}

extension SMTPReply.EnhancedCode {
  /// - Returns: nil for what does not begin with one, and for what follows it without a blank.
  init?(_ text: some StringProtocol) {
    self.init(word: Array(text.utf8.prefix { $0 != UInt8(ascii: " ") })[...])
  }

  private init?(word: ArraySlice<UInt8>) {
    let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let numbers = parts.compactMap(Self.number)
    guard numbers.count == 3, parts.count == 3, [2, 4, 5].contains(numbers[0]) else { return nil }
    self.init(class: numbers[0], subject: numbers[1], detail: numbers[2])
  }

  /// The enhanced code that a line begins with, and how many bytes it takes with the blank behind it.
  fileprivate static func prefix(of line: [UInt8], code: Int) -> (code: Self, length: Int)? {
    let word = line.prefix { $0 != UInt8(ascii: " ") }
    guard let found = Self(word: word), found.class == code / 100 else { return nil }
    return (found, min(word.count + 1, line.count))
  }

  /// Of one to three digits.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard 1...3 ~= digits.count, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }
}
