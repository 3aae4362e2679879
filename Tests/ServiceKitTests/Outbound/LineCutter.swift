import NIOCore
import NIOPosix

/// Takes connections and ends each as soon as something was said.
struct LineCutter {
  private let channel: any Channel

  init() async throws {
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Scissors())
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  var url: String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/" }

  func close() async throws { try await channel.close() }

  private final class Scissors: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      context.close(promise: nil)
    }
  }
}
