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
