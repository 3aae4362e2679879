import Contracts
import FoundationEssentials
import ServiceKit

/// The relying party that the local provider knows: the site's own `accounts`.
struct LocalClient: Sendable {
  let id = "mcf"
  /// As good as the process: both sides are in it.
  let secret = randomToken()
  /// Where people reach the site.
  let site: String

  var callback: String { Address.signIn.below("callback").url(on: site) }

  /// Whether these are its name and secret (`client_secret_basic`, RFC 6749, 2.3.1).
  func matches(authorization: String?) -> Bool {
    guard let sent = authorization?.split(separator: " "), sent.count == 2,
      sent[0].lowercased() == "basic"
    else { return false }
    // Neither has anything that a form would escape.
    return ExactText(String(sent[1]))
      == ExactText(Data("\(id):\(secret)".utf8).base64EncodedString())
  }

  /// Whether an address is one that it may be led back to when somebody has signed out.
  func isOwn(_ address: String) -> Bool {
    webOrigin(of: address).map { ExactText($0) } == webOrigin(of: site).map { ExactText($0) }
  }
}

/// 256 random bits.
func randomToken() -> String {
  var random = SystemRandomNumberGenerator()
  return base64URL((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) })
}
