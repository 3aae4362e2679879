import Crypto
import FoundationEssentials
public import ServiceKit

/// What seals are signed with: Ed25519 (RFC 8032). The key lies outside the database, so that whoever
/// rewrites that is contradicted.
public struct LedgerKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  public init() { key = Curve25519.Signing.PrivateKey() }

  /// - Parameter text: 32 bytes in Base64, as ``text`` spells them.
  public init?(_ text: String) {
    guard let bytes = Data(base64Encoded: text),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)
    else { return nil }
    self.key = key
  }

  public var text: String { key.rawRepresentation.base64EncodedString() }

  /// What its signatures are checked with.
  public var verifier: LedgerVerifierKey { LedgerVerifierKey(key: key.publicKey) }

  func sign(_ hash: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: hash)) }
}

/// The public half of a ``LedgerKey``: no secret.
public struct LedgerVerifierKey: Sendable {
  fileprivate let key: Curve25519.Signing.PublicKey

  /// - Parameter text: 32 bytes in Base64.
  public init?(_ text: String) {
    guard let bytes = Data(base64Encoded: text) else { return nil }
    self.init(Array(bytes))
  }

  init?(_ bytes: [UInt8]) {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return nil }
    self.key = key
  }

  fileprivate init(key: Curve25519.Signing.PublicKey) { self.key = key }

  var bytes: [UInt8] { Array(key.rawRepresentation) }
  public var text: String { key.rawRepresentation.base64EncodedString() }

  func isValid(_ signature: [UInt8], for hash: [UInt8]) -> Bool {
    key.isValidSignature(signature, for: hash)
  }
}

extension Setting<[LedgerVerifierKey]> {
  static var formerLedgerKeys: Setting {
    Setting(
      "MCF_LEDGER_FORMER_KEYS",
      .list("public keys in Base64", read: { LedgerVerifierKey($0) }, spell: \.text), default: [],
      "what seals were signed with before, as `mcf doctor` prints it, with commas")
  }
}

extension Setting<LedgerKey?> {
  public static var ledgerKey: Setting {
    Setting(
      "MCF_LEDGER_KEY",
      SettingForm(
        "32 bytes in Base64",
        read: { $0.isEmpty ? .some(nil) : LedgerKey($0).map(Optional.some) },
        spell: { $0?.text ?? "" }),
      default: nil,
      "what seals of the ledgers are signed with (Ed25519), made by `head -c 32 /dev/urandom | base64`; "
        + "empty: they are not signed", secret: true)
  }
}
