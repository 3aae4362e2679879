/// Where a request comes from, as it is counted.
struct SenderAddress: Hashable, Sendable {
  /// Whoever has the address: in IPv6 whoever has its /64, in which addresses cost nothing.
  let near: [UInt8]
  /// The /24 or /48 that it lies in.
  let network: [UInt8]

  /// - Parameter bytes: 4 of an IPv4 address, also of one that is written as IPv6, or 16; none: the
  ///   connection has no address, and all of those are one.
  init(bytes: [UInt8]) {
    let isIPv4 = bytes.count == 4
    near = Array(bytes.prefix(isIPv4 ? 4 : 8))
    network = Array(bytes.prefix(isIPv4 ? 3 : 6))
  }
}
