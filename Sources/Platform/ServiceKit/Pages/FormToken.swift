import Crypto
import FoundationEssentials

/// What a form carries to show that one of our own pages made it, for this session.
///
/// The HMAC scheme of OWASP's Cross-Site Request Forgery Prevention Cheat Sheet
/// (https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html),
/// with the key that the session has for its forms: other sites cannot read it, so they cannot work
/// the form's token out; it ends with the session, and not with its present token, so that forms that
/// are open stay good when that is renewed; and replicas need no secret in common.
struct FormToken {
  static let field = "form_token"

  private let key: SymmetricKey

  init(session: SessionToken) { key = SymmetricKey(data: Array(session.formKey.utf8)) }

  var text: String { base64URL(HMAC<SHA256>.authenticationCode(for: Self.message, using: key)) }

  /// Compares in constant time.
  func matches(_ text: String?) -> Bool {
    guard let code = text.flatMap({ base64URLDecoded($0) }) else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: Self.message, using: key)
  }

  private static let message = Array("mcf page form".utf8)
}
