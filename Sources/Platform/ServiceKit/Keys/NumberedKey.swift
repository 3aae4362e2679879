public import Crypto
import FoundationEssentials

/// A secret of 32 bytes, and the number by which what was made with it names it.
public struct NumberedKey: Sendable {
  public let number: UInt8
  public let key: SymmetricKey

  /// - Parameter text: as ``text`` spells it.
  public init?(_ text: String) {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].utf8.allSatisfy(isDigit), let number = UInt8(halves[0]),
      let bytes = Data(base64Encoded: String(halves[1])), bytes.count == 32
    else { return nil }
    self.init(number, SymmetricKey(data: bytes))
  }

  init(_ number: UInt8, _ key: SymmetricKey) {
    self.number = number
    self.key = key
  }

  /// A new one.
  public static func random(_ number: UInt8) -> NumberedKey {
    NumberedKey(number, SymmetricKey(size: .bits256))
  }

  /// As settings have it: number, colon, Base64.
  public var text: String {
    "\(number):\(key.withUnsafeBytes { Data($0) }.base64EncodedString())"
  }
}

extension NumberedKey: CustomStringConvertible {
  /// Nothing of the secret, so that no log can tell.
  public var description: String { "\(number):…" }
}
