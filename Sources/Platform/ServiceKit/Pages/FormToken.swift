import Crypto
import FoundationEssentials

/// What a form carries to show that one of our own pages made it, for this session.
///
/// The HMAC scheme of OWASP's Cross-Site Request Forgery Prevention Cheat Sheet
/// (https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html),
/// with the session's own token as the key: other sites cannot read it, so they cannot work the
/// form's token out; it ends with the session; and replicas need no secret in common.
struct FormToken {
  static let field = "form_token"

  private let session: String

  init(session: String) { self.session = session }

  var text: String { base64URL(HMAC<SHA256>.authenticationCode(for: Self.message, using: key)) }

  /// Compares in constant time.
  func matches(_ text: String?) -> Bool {
    guard let code = text.flatMap({ base64URLDecoded($0) }) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.message, using: key)
  }

  private var key: SymmetricKey { SymmetricKey(data: Array(session.utf8)) }
  private static let message = Array("mcf page form".utf8)
}
