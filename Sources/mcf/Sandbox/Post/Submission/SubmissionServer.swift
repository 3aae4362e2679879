import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

/// Listens for mails, and does with each connection what its state machine decides.
struct SubmissionServer: Service {
  let host: String
  let port: Int
  /// How well it works at the moment.
  let behaviour: @Sendable () -> PostBehaviour
  let keep: @Sendable (Submission) -> Void
  let logger: Logger

  private static let mostConnections = 100
  /// Longer than anybody waits for the answer to a dot (RFC 5321, 4.5.3.2.6).
  private static let longestSilence = TimeAmount.minutes(15)

  private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// - Throws: the system's errors for a port that cannot be listened to.
  func run() async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: host, port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            IdleStateHandler(allTimeout: Self.longestSilence), CloseWhenIdle(),
          ])
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
    do {
      try await cancelWhenGracefulShutdown {
        try await server.executeThenClose { try await serve($0) }
      }
    } catch is CancellationError {
      // It was told to stop.
    }
  }

  private func serve(_ connections: NIOAsyncChannelInboundStream<Connection>) async throws {
    let count = ConnectionCount()
    try await withThrowingDiscardingTaskGroup { group in
      for try await connection in connections {
        group.addTask { await serve(connection, count) }
      }
    }
  }

  private func serve(_ connection: Connection, _ count: ConnectionCount) async {
    let isFull = count.enter() > Self.mostConnections
    defer { count.leave() }
    do {
      try await connection.executeThenClose { inbound, outbound in
        var machine = SubmissionStateMachine()
        machine.connected(isFull: isFull)
        guard try await act(&machine, outbound) else { return }
        for try await bytes in inbound {
          machine.received(bytes.readableBytesView, under: behaviour())
          guard try await act(&machine, outbound) else { return }
        }
      }
    } catch {
      logger.debug("a line to the post office ended", metadata: ["error": "\(error)"])
    }
  }

  /// - Returns: whether the connection goes on.
  private func act(
    _ machine: inout SubmissionStateMachine, _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
  ) async throws -> Bool {
    while let action = machine.nextAction() {
      switch action {
      case .say(let reply): try await outbound.write(ByteBuffer(bytes: reply.bytes))
      case .keep(let submission): keep(submission)
      case .close: return false
      case .pause(let seconds):
        try await Task.sleep(for: .seconds(seconds))
        machine.pauseEnded(under: behaviour())
      }
    }
    return true
  }
}

/// How many connections there are.
private final class ConnectionCount: Sendable {
  private let count = Atomic(0)

  /// - Returns: how many there are now.
  func enter() -> Int { count.add(1, ordering: .relaxed).newValue }

  func leave() { count.subtract(1, ordering: .relaxed) }
}

/// Ends a connection on which nothing is said any more.
private final class CloseWhenIdle: ChannelInboundHandler {
  typealias InboundIn = NIOAny

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent { return context.close(promise: nil) }
    context.fireUserInboundEventTriggered(event)
  }
}
