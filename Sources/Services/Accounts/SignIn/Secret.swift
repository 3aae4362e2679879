import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// 256 random bits that a browser or a provider hands back to us.
///
/// Tables have no more than its hash: with so many bits nobody finds what it is of.
struct Secret: Sendable {
  /// As cookies and addresses have it.
  let text: String

  /// A new one.
  init() {
    text = base64URL(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
  }

  /// - Returns: nil for what can be none.
  init?(_ text: String?) {
    guard let text, let bytes = base64URLDecoded(text), bytes.count == 32 else { return nil }
    self.text = text
  }

  var hash: [UInt8] { Array(SHA256.hash(data: Array(text.utf8))) }
}
