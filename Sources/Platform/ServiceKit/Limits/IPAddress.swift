/// An IPv4 or IPv6 address.
///
/// An IPv4 address in IPv6 clothes (`::ffff:192.0.2.1`, as sockets for both kinds show it) is the IPv4
/// one; a zone (`fe80::1%eth0`) is left out.
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16, the first of the address first.
  let bytes: [UInt8]

  /// What whoever has the address has: of IPv6 its /64, in which addresses cost nothing.
  var owned: [UInt8] { bytes.count == 16 ? Array(bytes.prefix(8)) : bytes }

  init?(_ text: some StringProtocol) {
    guard let bytes = Self.bytes(Substring(text)) else { return nil }
    self.bytes = bytes
  }

  /// As `X-Forwarded-For` has it: some proxies add the port.
  init?(hop: Substring) {
    if let address = Self(hop) {
      self = address
    } else if hop.hasPrefix("["), let end = hop.firstIndex(of: "]") {
      self.init(hop[..<end].dropFirst())
    } else if hop.contains("."), let colon = hop.lastIndex(of: ":") {
      self.init(hop[..<colon])
    } else {
      return nil
    }
  }

  /// One spelling an address: RFC 5952's of IPv6.
  var description: String {
    guard bytes.count == 16 else { return bytes.map(String.init).joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map { first in
      UInt16(bytes[first]) << 8 | UInt16(bytes[first + 1])
    }
    func hex(_ groups: some Sequence<UInt16>) -> String {
      groups.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard let gap = Self.longestGap(in: groups) else { return hex(groups) }
    return hex(groups[..<gap.lowerBound]) + "::" + hex(groups[gap.upperBound...])
  }

  /// The first of the longest runs of at least two zeros.
  private static func longestGap(in groups: [UInt16]) -> Range<Int>? {
    var longest: Range<Int>?
    for start in groups.indices {
      let length = groups[start...].prefix { $0 == 0 }.count
      if length > max(1, longest?.count ?? 0) { longest = start..<start + length }
    }
    return longest
  }

  private static let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]

  private static func bytes(_ text: Substring) -> [UInt8]? {
    if !text.contains(":") { return ipv4(text) }
    guard let bytes = ipv6(text) else { return nil }
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

  private static func ipv6(_ text: Substring) -> [UInt8]? {
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
        // Of digits alone: the library takes a sign as well.
        guard (1...4).contains(group.utf8.count), group.allSatisfy(\.isHexDigit),
          let value = UInt16(group, radix: 16)
        else { return nil }
        bytes += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    return bytes
  }
}
