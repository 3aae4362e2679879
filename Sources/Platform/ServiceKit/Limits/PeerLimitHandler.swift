import NIOCore
import Synchronization

/// Counts the connections of each peer that is no proxy of ours.
final class PeerConnections: Sendable {
  private let counts = Mutex<[IPAddress: Int]>([:])
  private let limit: Int
  private let proxies: [AddressRange]

  init(limit: Int, proxies: [AddressRange]) {
    self.limit = limit
    self.proxies = proxies
  }

  /// Counts one, unless there are as many as may be.
  ///
  /// - Returns: whether it may stay, and has to ``leave(_:)`` then.
  func enter(_ peer: IPAddress) -> Bool {
    counts.withLock { counts in
      guard counts[peer, default: 0] < limit || proxies.contain(peer) else { return false }
      counts[peer, default: 0] += 1
      return true
    }
  }

  func leave(_ peer: IPAddress) {
    counts.withLock { counts in
      let left = counts[peer, default: 1] - 1
      counts[peer] = left == 0 ? nil : left
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
