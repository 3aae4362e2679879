import Contracts
import Crypto
import FoundationEssentials
public import ServiceKit

/// Under which the database knows mailboxes that it remembers without their application: who has the
/// database alone cannot tell whose they are, nor try out addresses.
///
/// It is never changed: what is remembered would be forgotten by that.
public struct EmailPepper: Sendable {
  static let leastBytes = 32

  private let key: SymmetricKey

  /// - Parameter text: at least 32 bytes in Base64, as ``text`` spells them.
  public init?(_ text: String) {
    guard let bytes = Data(base64Encoded: text), bytes.count >= Self.leastBytes else { return nil }
    key = SymmetricKey(data: bytes)
  }

  private init(_ key: SymmetricKey) { self.key = key }

  /// A new one.
  public static func random() -> EmailPepper { EmailPepper(SymmetricKey(size: .bits256)) }

  public var text: String { key.withUnsafeBytes { Data($0) }.base64EncodedString() }

  /// Of a mailbox, whichever of its addresses is written to (HMAC-SHA-256).
  func hash(of mailbox: Mailbox) -> [UInt8] { hash("mailbox", mailbox.text.text) }

  /// Of an address, as applications are told apart by it: without the case of ASCII letters.
  func hash(ofEmail email: String) -> [UInt8] {
    let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    let key = email.utf8.map { capitals.contains($0) ? $0 | 0x20 : $0 }
    return hash("email", String(decoding: key, as: UTF8.self))
  }

  private func hash(_ use: String, _ text: String) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: Array("\(use) \(text)".utf8), using: key))
  }
}

extension EmailPepper: CustomStringConvertible {
  /// Nothing of the secret, so that no log can tell.
  public var description: String { "pepper" }
}

extension RequiredSetting<EmailPepper> {
  public static var emailPepper: RequiredSetting {
    RequiredSetting(
      "MCF_EMAIL_PEPPER",
      SettingForm(
        "at least \(EmailPepper.leastBytes) bytes in Base64", read: { EmailPepper($0) },
        spell: \.text),
      """
      under which mailboxes are remembered that have applied, made by \
      `head -c 32 /dev/urandom | base64`; what is remembered is forgotten when it is changed
      """, secret: true)
  }
}
