/// A network of IPv4 or IPv6 addresses, such as `10.0.0.0/8`, or a single address.
public struct AddressRange: Sendable, Hashable {
  private let network: [UInt8]
  private let prefixLength: Int

  public init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, let bytes = Self.bytes(String(halves[0])) else { return nil }
    let bits = bytes.count * 8
    let length = halves.count == 2 ? Int(halves[1]) : bits
    guard let length, (0...bits).contains(length) else { return nil }
    network = bytes
    prefixLength = length
  }

  /// A list with commas; blank: none.
  ///
  /// - Throws: `SettingError` naming the entry that is no address.
  static func list(_ text: String) throws -> [AddressRange] {
    try text.split(separator: ",").map { entry in
      let trimmed = entry.split(separator: " ").joined()
      guard let range = AddressRange(trimmed) else {
        throw SettingError("MCF_TRUSTED_PROXIES", "has \"\(trimmed)\", which is no address")
      }
      return range
    }
  }

  func contains(_ address: String) -> Bool {
    guard let bytes = Self.bytes(address), bytes.count == network.count else { return false }
    for index in 0..<bytes.count {
      let bits = min(max(prefixLength - index * 8, 0), 8)
      let mask = bits == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
      if (bytes[index] ^ network[index]) & mask != 0 { return false }
    }
    return true
  }

  /// 4 or 16 bytes; an IPv4 address in IPv6 clothes (`::ffff:1.2.3.4`) is the IPv4 one.
  static func bytes(_ text: String) -> [UInt8]? {
    if !text.contains(":") { return ipv4(text[...]) }
    guard let bytes = ipv6(text) else { return nil }
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    return bytes.starts(with: mapped) ? Array(bytes.suffix(4)) : bytes
  }

  private static func ipv4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { part in
      part.utf8.allSatisfy(isDigit) && (1...3).contains(part.utf8.count) ? UInt8(part) : nil
    }
    return bytes.count == 4 ? bytes : nil
  }

  private static func ipv6(_ text: String) -> [UInt8]? {
    let bare = text.prefix { $0 != "%" }
    var halves = [bare]
    if let gap = bare.firstRange(of: "::") {
      halves = [bare[..<gap.lowerBound], bare[gap.upperBound...]]
    }
    let groups = halves.map(Self.groups)
    guard let front = groups[0] else { return nil }
    guard groups.count == 2 else { return front.count == 16 ? front : nil }
    guard let back = groups[1], front.count + back.count <= 14 else { return nil }
    return front + Array(repeating: 0, count: 16 - front.count - back.count) + back
  }

  private static func groups(_ text: Substring) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    var bytes: [UInt8] = []
    for group in text.split(separator: ":", omittingEmptySubsequences: false) {
      if group.contains(".") {
        guard let address = ipv4(group) else { return nil }
        bytes += address
      } else {
        guard (1...4).contains(group.utf8.count), let value = UInt16(group, radix: 16) else {
          return nil
        }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    return bytes
  }
}
