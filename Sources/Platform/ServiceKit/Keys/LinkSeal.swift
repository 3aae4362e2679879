public import Contracts
import Crypto
public import FoundationEssentials

extension RequiredSetting<KeyRing> {
  public static var linkSealKeys: RequiredSetting {
    RequiredSetting(
      "MCF_LINK_SEAL_KEYS", .keyRing,
      "what links are sealed with in events, for those who write to applicants alone", secret: true)
  }
}

/// Closes tokens of links into events (AES-256-GCM), so that they can be used by whoever writes the
/// mail, and by nobody else who reads events, outboxes and inboxes.
public struct LinkSeal: Sendable {
  /// It was made with a key that is not known here, for another application or another kind of link,
  /// or it is not as it was made.
  public struct Broken: Error {}

  private let keys: KeyRing

  public init(_ keys: KeyRing) { self.keys = keys }

  /// - Throws: `CryptoKitError`, of no input that there is.
  public func seal(
    _ token: String, of application: UUID, _ kind: LinkKind, until expiry: Date
  ) throws -> SealedLink {
    let first = keys.first
    let sealed = try AES.GCM.seal(
      Array(token.utf8), using: first.key, authenticating: Self.bond(application, kind))
    let bytes = Data(sealed.nonce) + sealed.ciphertext + sealed.tag
    return SealedLink(
      kind: kind, key: Int(first.number), sealed: bytes.base64EncodedString(), expiresAt: expiry)
  }

  /// The token.
  ///
  /// - Throws: ``Broken``.
  public func open(_ link: SealedLink, of application: UUID) throws(Broken) -> String {
    guard let key = UInt8(exactly: link.key).flatMap({ keys[$0] }),
      let bytes = Data(base64Encoded: link.sealed),
      let box = try? AES.GCM.SealedBox(combined: bytes),
      let token = try? AES.GCM.open(
        box, using: key, authenticating: Self.bond(application, link.kind))
    else { throw Broken() }
    return String(decoding: token, as: UTF8.self)
  }

  /// What it is sealed to: moved to another application's event it does not open.
  private static func bond(_ application: UUID, _ kind: LinkKind) -> [UInt8] {
    Array("\(application.wire) \(kind.rawValue)".utf8)
  }
}
