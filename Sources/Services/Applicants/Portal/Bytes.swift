import FoundationEssentials

extension FixedWidthInteger {
  /// The first of the number first.
  var bytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }

  init(bytes: some Sequence<UInt8>) { self = bytes.reduce(0) { $0 << 8 | Self($1) } }
}

extension Date {
  /// Seconds since 1970, the fraction cut, in the four bytes that tokens have for it: until 2106.
  var seconds32: UInt32 { UInt32(clamping: Int64(timeIntervalSince1970.rounded(.down))) }

  init(seconds32: UInt32) { self.init(timeIntervalSince1970: TimeInterval(seconds32)) }
}

/// Of the system's generator.
func randomBytes(_ count: Int) -> [UInt8] {
  var random = SystemRandomNumberGenerator()
  return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
}

extension Collection<UInt8> {
  /// Whether they are these, compared in a time that does not depend on where they differ.
  func isSecretly(_ secret: [UInt8]) -> Bool {
    let differing = zip(self, secret).reduce(0) { $0 | ($1.0 ^ $1.1) }
    return differing == 0 && count == secret.count
  }
}
