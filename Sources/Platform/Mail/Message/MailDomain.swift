import Contracts

/// A name of the domain name system: what we call ourselves to servers, and what ids of messages
/// end in.
public struct MailDomain: Hashable, Sendable, CustomStringConvertible {
  private let text: ExactText

  /// - Returns: nil for what is no name of letters, digits and hyphens of ASCII between dots
  ///   (RFC 1035, 2.3.1), with 63 bytes at most between two dots and 253 in all.
  public init?(_ text: String) {
    let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let hyphen = UInt8(ascii: "-")
    let isOne = labels.allSatisfy { label in
      1...63 ~= label.count && label.first != hyphen && label.last != hyphen
        && label.allSatisfy { $0 == hyphen || isLetterOrDigit($0) }
    }
    guard isOne, text.utf8.count <= 253 else { return nil }
    self.text = ExactText(text)
  }

  public var description: String { text.text }
}

/// By what mail programs know that two mails are one and the same (RFC 5322, 3.6.4).
public struct MessageID: Hashable, Sendable, CustomStringConvertible {
  /// What stands before the @.
  let unique: ExactText
  private let domain: MailDomain

  /// The longest `unique`, in bytes.
  static let mostBytes = 48

  /// - Parameter unique: told of no other message of that domain: 1 to 48 letters and digits of
  ///   ASCII, and hyphens.
  /// - Returns: nil for any other `unique`.
  public init?(_ unique: String, at domain: MailDomain) {
    let isOne = unique.utf8.allSatisfy { $0 == UInt8(ascii: "-") || isLetterOrDigit($0) }
    guard isOne, 1...Self.mostBytes ~= unique.utf8.count else { return nil }
    self.unique = ExactText(unique)
    self.domain = domain
  }

  /// In its brackets.
  public var description: String { "<\(unique)@\(domain)>" }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: false
  }
}
