import NIOCore
import Synchronization

/// Counts the connections of strangers: all, and those of each peer that is no proxy of ours. An IPv6
/// network is one peer, since addresses in it cost nothing.
final class PeerConnections: Sendable {
  private let counts = Mutex<[[UInt8]: Int]>([:])
  private let all = Atomic<Int>(0)
  private let limit: Int
  private let room: Int
  private let proxies: [AddressRange]

  /// - Parameters:
  ///   - limit: of one peer.
  ///   - room: for everybody's.
  init(limit: Int, room: Int, proxies: [AddressRange]) {
    self.limit = limit
    self.room = room
    self.proxies = proxies
  }

  /// Whether more than three quarters of the room are taken.
  var isCrowded: Bool { all.load(ordering: .relaxed) * 4 > room * 3 }

  /// Counts one, unless there are as many as may be.
  ///
  /// - Returns: whether it may stay, and has to ``leave(_:)`` then.
  func enter(_ peer: IPAddress) -> Bool {
    let isKnown = proxies.contain(peer)
    let mayStay = counts.withLock { counts in
      guard counts[peer.owned, default: 0] < limit || isKnown else { return false }
      counts[peer.owned, default: 0] += 1
      return true
    }
    if mayStay { all.add(1, ordering: .relaxed) }
    return mayStay
  }

  func leave(_ peer: IPAddress) {
    all.subtract(1, ordering: .relaxed)
    counts.withLock { counts in
      let left = counts[peer.owned, default: 1] - 1
      counts[peer.owned] = left == 0 ? nil : left
    }
  }
}

/// Hangs up on whoever has as many connections as one may have.
final class PeerLimitHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = Any

  private let peers: PeerConnections
  private var counted: IPAddress?

  init(_ peers: PeerConnections) { self.peers = peers }

  func channelActive(context: ChannelHandlerContext) {
    if let peer = context.remoteAddress?.ipAddress.flatMap({ IPAddress($0) }) {
      guard peers.enter(peer) else { return context.close(promise: nil) }
      counted = peer
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let counted { peers.leave(counted) }
    counted = nil
    context.fireChannelInactive()
  }
}
