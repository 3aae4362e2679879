import NIOCore
import NIOHTTPTypes

/// Hangs up on whoever does not say within some time what is wanted, however many bytes of it come, or
/// of what was answered before: from the connection on, and from each answer on.
final class HeadTimeHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let peers: PeerConnections
  private let first: TimeAmount
  private let later: TimeAmount
  /// Requests that have come and are not answered.
  private var open = 0
  private var end: Scheduled<Void>?

  /// Where little room is left for others.
  private static let crowded = TimeAmount.seconds(1)

  /// - Parameters:
  ///   - first: until when the first head has come.
  ///   - later: until when another one has, after an answer.
  init(_ peers: PeerConnections, first: Duration, later: Duration) {
    self.peers = peers
    self.first = TimeAmount(first)
    self.later = TimeAmount(later)
  }

  private func wait(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    let channel = context.channel
    let time = peers.isCrowded ? min(time, Self.crowded) : time
    end = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }

  func channelActive(context: ChannelHandlerContext) {
    wait(first, context)
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) {
      end?.cancel()
      end = nil
      open += 1
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      open -= 1
      if open == 0 { wait(later, context) }
    }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end?.cancel()
    context.fireChannelInactive()
  }
}
