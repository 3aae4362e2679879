import HTTPTypes

/// The caller's address: the peer's, unless the peer is a trusted proxy that names another.
///
/// Of `X-Forwarded-For` the last address counts that is no trusted proxy itself: what stands left
/// of it was written by strangers.
func callerAddress(
  peer: String?, headers: HTTPFields, trusted: [AddressRange]
) -> String? {
  guard let peer, trusted.contains(where: { $0.contains(peer) }) else { return peer }
  if let named = headers[.cloudflareAddress], AddressRange.bytes(named) != nil { return named }
  let hops = headers[values: .forwardedFor].joined(separator: ",").split(separator: ",")
    .map { $0.split(separator: " ").joined() }
  for hop in hops.reversed() {
    guard AddressRange.bytes(hop) != nil else { return peer }
    if !trusted.contains(where: { $0.contains(hop) }) { return hop }
  }
  return peer
}
