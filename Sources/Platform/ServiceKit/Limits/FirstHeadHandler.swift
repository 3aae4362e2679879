import NIOCore
import NIOHTTPTypes

/// Hangs up on whoever connects and does not say within some time what for, however many bytes of it
/// come.
final class FirstHeadHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private let time: TimeAmount
  private var end: Scheduled<Void>?

  init(within time: Duration) { self.time = TimeAmount(time) }

  func channelActive(context: ChannelHandlerContext) {
    let channel = context.channel
    end = context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
    context.fireChannelActive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    end?.cancel()
    end = nil
    context.fireChannelRead(data)
  }

  func channelInactive(context: ChannelHandlerContext) {
    end?.cancel()
    context.fireChannelInactive()
  }
}
