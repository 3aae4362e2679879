/// Reads replies byte by byte, so that it does not matter how the network has cut them.
///
/// It holds one reply at most, whatever comes.
struct SMTPReplyParser {
  /// With its line end, in bytes. RFC 5321 (4.5.3.1.5) grants 512; servers say more.
  static let longestLine = 2_000
  static let mostLines = 100

  enum Mistake: String, Error, CaseIterable {
    case lineTooLong = "a line of more than 2000 bytes"
    case tooManyLines = "a reply of more than 100 lines"
    case noReply = "what is no reply of SMTP"
    case codesDiffer = "a reply whose lines have different codes"
  }

  private var line: [UInt8] = []
  private var lines: [[UInt8]] = []
  private var code: Int?

  /// How much it holds, in bytes.
  var heldBytes: Int { line.count + lines.reduce(0) { $0 + $1.count } }

  /// - Returns: the reply that ends with this byte.
  /// - Throws: `Mistake`; nothing that follows can be read then.
  mutating func receive(_ byte: UInt8) throws(Mistake) -> SMTPReply? {
    line.append(byte)
    if byte != UInt8(ascii: "\n") {
      guard line.count < Self.longestLine else { throw .lineTooLong }
      return nil
    }
    defer { line = [] }
    return try endLine()
  }

  private mutating func endLine() throws(Mistake) -> SMTPReply? {
    guard lines.count < Self.mostLines else { throw .tooManyLines }
    guard line.suffix(2) == [UInt8(ascii: "\r"), UInt8(ascii: "\n")], let code = Self.code(of: line)
    else { throw .noReply }
    guard self.code.map({ $0 == code }) ?? true else { throw .codesDiffer }
    let text = Array(line.dropLast(2).dropFirst(3))
    lines.append(Array(text.dropFirst()))
    self.code = code
    switch text.first {
    case UInt8(ascii: "-"): return nil
    case UInt8(ascii: " "), nil: break
    default: throw .noReply
    }
    defer { self = Self() }
    return SMTPReply(code: code, raw: lines)
  }

  /// The three digits that a line begins with, if they are a code (RFC 5321, 4.2.1).
  private static func code(of line: [UInt8]) -> Int? {
    let digits = line.prefix(3)
    guard digits.count == 3, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
    let code = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    return 200...599 ~= code ? code : nil
  }
}
