import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// What the address of an applicant's link holds: whoever has it may see and do what its
/// application's holder may.
///
/// That it is signed keeps forged and old ones from the database; what it is good for is there alone,
/// under its hash. 38 bytes, 51 characters.
struct LinkToken: Hashable, Sendable {
  /// As addresses have it. Never logged.
  let text: String
  /// SHA-256 of its bytes: all that the database has of it.
  let hash: [UInt8]
  let expiresAt: Date

  fileprivate init(bytes: [UInt8], expiresAt: Date) {
    text = base64URL(bytes)
    hash = Array(SHA256.hash(data: bytes))
    self.expiresAt = expiresAt
  }
}

extension LinkToken: CustomStringConvertible {
  /// Nothing of it, so that no log can tell.
  var description: String { "link until \(expiresAt)" }
}

/// Makes tokens of links and knows them again. The content is expiry 4 | random 16.
struct LinkTokens: Sendable {
  private let form: SignedBytes

  init(keys: KeyRing) { form = SignedBytes(keys: keys, contentWidth: 20) }

  /// - Parameter expiry: cut to the second.
  func mint(until expiry: Date, random: [UInt8] = randomBytes(16)) -> LinkToken {
    let bytes = form.sign(expiry.seconds32.bytes + random)
    return LinkToken(bytes: bytes, expiresAt: Date(seconds32: expiry.seconds32))
  }

  /// - Returns: nil if it is malformed, forged or expired: all the same to whoever asks.
  func token(_ text: Substring, at now: Date) -> LinkToken? {
    guard let bytes = form.bytes(of: text) else { return nil }
    let expiry = Date(seconds32: UInt32(bytes: form.content(of: bytes).prefix(4)))
    guard now < expiry else { return nil }
    return LinkToken(bytes: bytes, expiresAt: expiry)
  }
}

extension LinkKind {
  private static let day: TimeInterval = 86_400

  /// Until when a link is good.
  ///
  /// - Parameter invitation: until when its invitation is. The link outlives it, so that a test begun
  ///   in its last minute can be finished, and its end be read.
  func expiry(issuedAt now: Date, invitationUntil invitation: Date? = nil) -> Date {
    switch self {
    case .status: now + 400 * Self.day
    case .invitation: (invitation ?? now) + 2 * Self.day
    }
  }
}
