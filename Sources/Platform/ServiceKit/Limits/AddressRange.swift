/// A network of IPv4 or IPv6 addresses, such as `10.0.0.0/8`, or a single address.
public struct AddressRange: Sendable, Hashable {
  private let network: IPAddress
  private let prefixLength: Int

  public init?(_ text: String) {
    let halves = text.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count <= 2, let network = IPAddress(halves[0]) else { return nil }
    let bits = network.bytes.count * 8
    // Of a network that is written as a part of IPv6 and is one of IPv4.
    let unseen = bits == 32 && halves[0].contains(":") ? 96 : 0
    let length =
      halves.count == 2 ? UInt8(halves[1]).map { Int($0) - unseen } : bits
    guard let length, (0...bits).contains(length) else { return nil }
    self.network = network
    prefixLength = length
  }

  /// - Parameter address: as text; what is none lies nowhere.
  public func contains(_ address: String) -> Bool {
    IPAddress(address).map { contains($0) } ?? false
  }

  func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == network.bytes.count else { return false }
    for (index, pair) in zip(address.bytes, network.bytes).enumerated() {
      let bits = min(max(prefixLength - index * 8, 0), 8)
      let mask = bits == 0 ? 0 : UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
      if (pair.0 ^ pair.1) & mask != 0 { return false }
    }
    return true
  }
}

extension AddressRange: CustomStringConvertible {
  public var description: String { "\(network)/\(prefixLength)" }
}

extension [AddressRange] {
  func contain(_ address: IPAddress) -> Bool { contains { $0.contains(address) } }
}

extension SettingForm<[AddressRange]> {
  public static var addressRanges: SettingForm {
    list(
      "addresses or networks (10.0.0.0/8), with commas", read: AddressRange.init,
      spell: \.description)
  }
}
