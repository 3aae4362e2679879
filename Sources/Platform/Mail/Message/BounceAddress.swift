import Contracts

/// Where servers report that a mail could not be delivered: an address for each mail, so that a report
/// says by where it goes which mail it is of (variable envelope return paths).
public struct BounceAddress: Sendable, CustomStringConvertible {
  private let local: ExactText
  private let domain: MailDomain

  /// - Parameter text: the domain of `bounce+ID@mcf.example`, or an address such as
  ///   `post@mcf.example`, which gets its ids behind a `+`, too.
  /// - Returns: nil for any other text, and where there is no room for an id.
  public init?(_ text: String) {
    if let domain = MailDomain(text) {
      (local, self.domain) = ("bounce", domain)
    } else {
      guard let address = MailAddress(text), address.isASCII, let domain = address.mailDomain,
        let at = text.lastIndex(of: "@")
      else { return nil }
      (local, self.domain) = (ExactText(String(text[..<at])), domain)
    }
    guard of(String(repeating: "x", count: MessageID.mostBytes)) != nil else { return nil }
  }

  public var description: String { "\(local)@\(domain)" }

  /// - Parameter unique: what stands before the @ of the mail's Message-ID.
  public func of(_ unique: String) -> MailAddress? { MailAddress("\(local)+\(unique)@\(domain)") }
}
