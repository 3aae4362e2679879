import Contracts
import Crypto
import FoundationEssentials
import ServiceKit

/// Signs the paths by which the register of workers fetches a picture without a token, for some
/// days.
struct PhotoLinks: Sendable {
  private let keys: KeyRing

  /// - Parameter keys: by which links are sealed, which the portal does not have; others are made of
  ///   them for this use alone.
  init(_ keys: KeyRing) { self.keys = keys.derived(for: "mcf photo 1") }

  /// - Parameter expiry: cut to the second.
  func path(of application: UUID, until expiry: Date) -> String {
    let seconds = expiry.seconds32
    let mac = HMAC<SHA256>.authenticationCode(
      for: Self.signed(application, seconds), using: keys.first.key)
    return Address.photo(of: application).path
      + queryString([
        ("expires", "\(seconds)"), ("signature", base64URL([keys.first.number] + mac)),
      ])
  }

  /// Whether it was signed here and is good still.
  ///
  /// Compared in a time that does not depend on where it differs.
  func isGood(_ signature: String, of application: UUID, until expiry: Int, at now: Date) -> Bool {
    guard let seconds = UInt32(exactly: expiry), now < Date(seconds32: seconds),
      let bytes = base64URLDecoded(signature), let number = bytes.first, let key = keys[number]
    else { return false }
    return HMAC<SHA256>.isValidAuthenticationCode(
      Array(bytes.dropFirst()), authenticating: Self.signed(application, seconds), using: key)
  }

  private static func signed(_ application: UUID, _ seconds: UInt32) -> [UInt8] {
    Array("\(application.wire) \(seconds)".utf8)
  }
}
