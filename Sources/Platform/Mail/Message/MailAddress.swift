public import Contracts

/// An e-mail address that can stand in an envelope and in a header without ending either: it holds
/// no blank, no control and none of the characters that mean something there.
///
/// What the forms take for an address, this takes; whether somebody is there is for the post office.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
  private let local: ExactText
  private let domain: ExactText

  /// The longest address, in bytes (RFC 5321, 4.5.3.1.3, less the brackets).
  private static let mostBytes = 254
  /// The longest part before the @ (RFC 5321, 4.5.3.1.1).
  private static let mostLocalBytes = 64

  /// - Returns: nil for what has not one @ with something on both sides, for what is too long, and
  ///   for what holds a character that could not be written.
  public init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard
      parts.count == 2, text.utf8.count <= Self.mostBytes, !parts[1].isEmpty,
      1...Self.mostLocalBytes ~= parts[0].count,
      text.unicodeScalars.allSatisfy(Self.isWritable)
    else { return nil }
    local = ExactText(String(Substring(parts[0])))
    domain = ExactText(String(Substring(parts[1])))
  }

  /// As it is written (`addr-spec` of RFC 5322, 3.4.1): in quotes where its dots want them.
  public var description: String { isDotAtom ? "\(local)@\(domain)" : "\"\(local)\"@\(domain)" }

  /// Others reach only those whose server offers SMTPUTF8 (RFC 6531).
  public var isASCII: Bool { (local.text + domain.text).utf8.allSatisfy { $0 < 0x80 } }

  /// What is behind the @; nil: it is not of ASCII.
  public var mailDomain: MailDomain? { MailDomain(domain.text) }

  private var isDotAtom: Bool {
    local.text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty }
  }

  private static func isWritable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
    default: !"\"(),:;<>[\\]".unicodeScalars.contains(scalar)
    }
  }
}

/// An address with the name of whom it belongs to.
public struct Mailbox: Hashable, Sendable {
  /// Empty: the address stands alone.
  public let name: ExactText
  public let address: MailAddress

  public init(name: String = "", _ address: MailAddress) {
    self.name = ExactText(name)
    self.address = address
  }
}
