public import FoundationEssentials

/// What an applicant's link leads to.
public enum LinkKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// The application's state, as long as there is one.
  case status
  /// The same, and a test that may be begun.
  case invitation
}

/// A link in an event, sealed: to be used by whoever writes to the applicant, and by no other
/// consumer.
public struct SealedLink: Codable, Hashable, Sendable {
  public var kind: LinkKind
  /// The number of the key that it is sealed with.
  public var key: Int
  /// Nonce, sealed token and tag, in Base64.
  public var sealed: String
  public var expiresAt: Date

  public init(kind: LinkKind, key: Int, sealed: String, expiresAt: Date) {
    self.kind = kind
    self.key = key
    self.sealed = sealed
    self.expiresAt = expiresAt
  }

  enum CodingKeys: String, CodingKey {
    case kind, key, sealed
    case expiresAt = "expires_at"
  }
}
