import Contracts
import FoundationEssentials

/// The server that mails are handed to, as an operator names it.
public struct SMTPServer: Sendable, CustomStringConvertible {
  /// Whether mails may travel without TLS. Wherever there is TLS, the certificate has to be right.
  public enum TLSRule: String, Sendable, CaseIterable {
    case required
    /// Where the server offers it. No secret is sent where it does not.
    case opportunistic
    /// Only on loopback, and without a secret.
    case none
  }

  /// Why a server cannot be one; goes on after the setting's name. It quotes nothing, as the URL may
  /// hold a secret.
  public struct Mistake: Error, Hashable, CustomStringConvertible {
    public let description: String
  }

  let host: ExactText
  let port: Int
  let security: SMTPSecurity
  let login: SMTPLogin?

  /// - Parameter url: `smtp://user:secret@host:587`, or `smtps://` for TLS from the first byte, with
  ///   what is special in user and secret percent-encoded. Without a port it is 587 or 465, without a
  ///   user nobody logs in.
  /// - Throws: `Mistake` for any other URL, and for a rule that does not go with it.
  public init(url: String, tls: TLSRule = .required) throws(Mistake) {
    guard let parts = URLComponents(string: url), parts.isServer, let host = parts.host,
      let isImplicit = parts.isOfImplicitTLS
    else { throw Self.noURL }
    login = try Self.login(parts)
    self.host = ExactText(host.trimmingBrackets)
    port = parts.port ?? (isImplicit ? 465 : 587)
    switch tls {
    case .required: security = isImplicit ? .implicit : .required
    case .opportunistic: security = isImplicit ? .implicit : .opportunistic
    case .none:
      guard !isImplicit else { throw Mistake(description: "smtps:// is TLS, which none forbids") }
      guard isLoopback(self.host), login == nil else {
        throw Mistake(
          description: "without TLS, mails go to 127.0.0.1, [::1] or localhost only, without a user"
        )
      }
      security = .none
    }
  }

  /// Without the secret.
  public var description: String { "\(host):\(port)" }

  private static let noURL = Mistake(
    description: """
      must be smtp://USER:SECRET@HOST:PORT or smtps://USER:SECRET@HOST:PORT, with whatever is special \
      in user and secret percent-encoded
      """)

  private static func login(_ parts: URLComponents) throws(Mistake) -> SMTPLogin? {
    guard parts.user != nil || parts.password != nil else { return nil }
    guard let user = parts.user, let secret = parts.password, !user.isEmpty, !secret.isEmpty,
      !(user + secret).utf8.contains(0)
    else { throw noURL }
    return SMTPLogin(user: user, secret: secret)
  }
}

extension URLComponents {
  /// nil: this is no address of SMTP.
  fileprivate var isOfImplicitTLS: Bool? {
    switch ExactText(scheme ?? "") {
    case "smtp": false
    case "smtps": true
    default: nil
    }
  }

  /// Nothing but who, where and at which port.
  fileprivate var isServer: Bool {
    (path.isEmpty || path.utf8.elementsEqual("/".utf8)) && query == nil && fragment == nil
      && !(host ?? "").isEmpty && (port.map { 1...65_535 ~= $0 } ?? true)
  }
}

extension String {
  /// Of an address of IPv6 in a URL.
  fileprivate var trimmingBrackets: String {
    hasPrefix("[") && hasSuffix("]") ? String(dropFirst().dropLast()) : self
  }
}

private func isLoopback(_ host: ExactText) -> Bool {
  if [ExactText("localhost"), "::1"].contains(host) { return true }
  let numbers = host.text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
  return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
}
