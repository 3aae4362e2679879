import HTTPTypes

/// Whom a process believes about where its callers are.
struct AddressTrust: Sendable {
  /// Proxies of ours: what they say in `X-Forwarded-For` is believed.
  var proxies: [AddressRange] = []
  /// The networks of a shield before us, which names the caller in `CF-Connecting-IP`; only the
  /// public portal has one.
  var shield: [AddressRange] = []

  /// The caller's address; nil: the connection has none.
  ///
  /// A stranger may send any header, so nothing counts unless the peer is a proxy of ours. Each proxy
  /// appends whom it talks with, so of `X-Forwarded-For` the last hop that is no proxy of ours is the
  /// *edge*: what stands left of it was written by strangers. A shield's header counts only where
  /// the shield itself stands, at the edge or as the peer, and only if it is one address.
  func caller(peer: String?, headers: HTTPFields) -> IPAddress? {
    guard let peer = peer.flatMap({ IPAddress($0) }) else { return nil }
    guard proxies.contain(peer) else { return peer }
    let edge = edge(behind: peer, headers)
    guard shield.contain(peer) || shield.contain(edge) else { return edge }
    let named = headers[values: .cloudflareAddress]
    guard named.count == 1, let caller = IPAddress(named[0]) else { return edge }
    return caller
  }

  /// What is no address was not written by a proxy that we know how to read: the peer it is then.
  private func edge(behind peer: IPAddress, _ headers: HTTPFields) -> IPAddress {
    let hops = headers[values: .forwardedFor].joined(separator: ",").split(separator: ",")
    for hop in hops.reversed() {
      let words = hop.split { $0 == " " || $0 == "\t" }
      guard let word = words.first else { continue }
      guard words.count == 1, let address = IPAddress(hop: word) else { return peer }
      if !proxies.contain(address) { return address }
    }
    return peer
  }
}
