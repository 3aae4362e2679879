import NIOCore
import NIOSSL

/// A connection to a server that knows us. It takes mails one after the other.
public struct SMTPConnection: Sendable {
  private let channel: any Channel
  private let handler: NIOLoopBound<SMTPHandler>

  init(_ channel: any Channel, _ handler: NIOLoopBound<SMTPHandler>) {
    self.channel = channel
    self.handler = handler
  }

  /// Hands over one mail, and returns when the server has taken it. A refusal leaves the connection
  /// to others.
  ///
  /// - Parameter beforeDot: what has to be done before the mail may have arrived, such as to write
  ///   down that it may. If it throws, the mail has certainly not arrived, and the connection ends.
  /// - Returns: the server's receipt.
  /// - Throws: `SMTPFailure`, which says whether the mail may have arrived and whether the connection
  ///   goes on; what `beforeDot` throws. When the task is cancelled, the connection ends at once.
  public func send(
    _ mail: OutgoingMail, beforeDot: () async throws -> Void
  ) async throws -> SMTPReply {
    _ = try await answer { $0.submit(mail) }
    do {
      try await beforeDot()
    } catch {
      tell { $0.stop() }
      throw error
    }
    return try await answer { $0.sendDot() }
  }

  /// Whether what is said travels in TLS.
  var isSecure: Bool {
    get async {
      let found = channel.pipeline.containsHandler(type: NIOSSLClientHandler.self)
      return (try? await found.get()) != nil
    }
  }

  func open() async throws {
    _ = try await answer { $0.open() }
  }

  /// Says goodbye, which takes no longer than a connection may take to come about.
  public func quit() async {
    tell { $0.quit() }
    try? await channel.closeFuture.get()
  }

  private func answer(
    to request: @escaping @Sendable (SMTPHandler) -> EventLoopFuture<SMTPReply>
  ) async throws -> SMTPReply {
    try await withTaskCancellationHandler {
      try await channel.eventLoop.flatSubmit { [handler] in request(handler.value) }.get()
    } onCancel: {
      tell { $0.stop() }
    }
  }

  private func tell(_ request: @escaping @Sendable (inout SMTPStateMachine) -> Void) {
    channel.eventLoop.execute { [handler] in handler.value.tell(request) }
  }
}
