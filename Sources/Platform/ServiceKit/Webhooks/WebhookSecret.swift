import Crypto
import FoundationEssentials

/// What sender and receiver of webhooks share, as Standard Webhooks spells it: `whsec_` and 24 to
/// 64 random bytes in base64 (https://github.com/standard-webhooks/standard-webhooks).
public struct WebhookSecret: Sendable, Hashable {
  /// As both sides write it into their configuration.
  public let text: String
  private let bytes: [UInt8]

  private static let prefix = "whsec_"

  /// - Returns: nil for what is not spelled so.
  public init?(_ text: String) {
    guard text.hasPrefix(Self.prefix),
      let bytes = Data(base64Encoded: String(text.dropFirst(Self.prefix.count))),
      (16...64).contains(bytes.count)
    else { return nil }
    self.text = text
    self.bytes = Array(bytes)
  }

  /// A new one.
  public static func random() -> WebhookSecret {
    var random = SystemRandomNumberGenerator()
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    return WebhookSecret(bytes: bytes)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
    text = Self.prefix + Data(bytes).base64EncodedString()
  }

  var key: SymmetricKey { SymmetricKey(data: bytes) }
}

extension WebhookSecret: CustomStringConvertible {
  /// Nothing of it, so that no log can tell.
  public var description: String { "whsec_…" }
}
