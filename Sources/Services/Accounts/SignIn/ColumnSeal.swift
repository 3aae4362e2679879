import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// Closes what tables hold and has to be read again (AES-256-GCM): each value is bound to its row and
/// column, so that none passes for another.
struct ColumnSeal: Sendable {
  private let keys: KeyRing

  /// It was sealed by a key that is not known here, in another place, or is not as it was.
  struct Broken: Error {}

  init(_ keys: KeyRing) { self.keys = keys.derived(for: "accounts columns 1") }

  /// - Throws: `CryptoKitError`, of no input that there is.
  func seal(_ text: String, _ column: String, of row: String) throws -> [UInt8] {
    let box = try AES.GCM.seal(
      Array(text.utf8), using: keys.first.key, authenticating: Self.bond(row, column))
    return [keys.first.number] + Array(box.nonce) + box.ciphertext + box.tag
  }

  /// - Throws: ``Broken``.
  func open(_ sealed: [UInt8], _ column: String, of row: String) throws(Broken) -> String {
    guard let number = sealed.first, let key = keys[number],
      let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()),
      let text = try? AES.GCM.open(box, using: key, authenticating: Self.bond(row, column))
    else { throw Broken() }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bond(_ row: String, _ column: String) -> [UInt8] {
    Array("\(row) \(column)".utf8)
  }
}
