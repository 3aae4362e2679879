import FoundationEssentials
import ServiceKit

@testable import Applicants

extension ApplicantsConfiguration {
  /// With secrets that every test knows.
  static let testing = ApplicantsConfiguration(
    portalKeys: fixed(1), linkSealKeys: fixed(2),
    pepper: EmailPepper(secret(3)) ?? .random())

  private static func fixed(_ byte: UInt8) -> KeyRing {
    KeyRing([NumberedKey("1:\(secret(byte))")].compactMap(\.self)) ?? .random()
  }

  private static func secret(_ byte: UInt8) -> String {
    Data(repeating: byte, count: 32).base64EncodedString()
  }
}
