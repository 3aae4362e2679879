import NIOCore
import NIOHTTPTypes

/// Hangs up on whoever was answered and, some time later, has still not sent all of what that was an
/// answer to: it is read by nobody, and each byte of it would keep the connection from being idle.
final class LateBodyHandler: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let time: TimeAmount
  /// Answers that have left less requests that came to their end; more than none: a body is late.
  private var ahead = 0
  private var end: Scheduled<Void>?

  init(within time: Duration) { self.time = TimeAmount(time) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .end = unwrapInboundIn(data) { note(-1, context) }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { note(1, context) }
    context.write(data, promise: promise)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end?.cancel()
    context.fireChannelInactive()
  }

  private func note(_ change: Int, _ context: ChannelHandlerContext) {
    ahead += change
    end?.cancel()
    end = nil
    guard ahead > 0 else { return }
    let channel = context.channel
    end = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
  }
}
