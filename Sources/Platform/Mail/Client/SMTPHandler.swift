import Contracts
import NIOCore
import NIOSSL
import NIOTLS

/// Does what the state machine decides, and tells it what happened.
final class SMTPHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private var machine: SMTPStateMachine
  private let tls: NIOSSLContext
  private let host: ExactText
  private let eventLoop: any EventLoop
  /// nil: the connection is gone.
  private var context: ChannelHandlerContext?
  /// Who waits for a report.
  private var caller: EventLoopPromise<SMTPReply>?
  private var alarm: (wait: SMTPStateMachine.Wait, scheduled: Scheduled<Void>)?

  init(
    _ machine: SMTPStateMachine, tls: NIOSSLContext, host: ExactText, on eventLoop: any EventLoop
  ) {
    self.eventLoop = eventLoop
    self.machine = machine
    self.tls = tls
    self.host = host
  }

  // MARK: what is asked for

  func open() -> EventLoopFuture<SMTPReply> {
    // Only from now on does the channel read: a greeting that came before would have met nobody.
    defer { _ = context?.channel.setOption(.autoRead, value: true) }
    return call { $0.open() }
  }

  func submit(_ mail: OutgoingMail) -> EventLoopFuture<SMTPReply> { call { $0.submit(mail) } }

  func sendDot() -> EventLoopFuture<SMTPReply> { call { $0.sendDot() } }

  func tell(_ request: (inout SMTPStateMachine) -> Void) {
    request(&machine)
    act()
  }

  private func call(
    _ request: (inout SMTPStateMachine) -> Void
  ) -> EventLoopFuture<SMTPReply> {
    guard caller == nil else {
      return eventLoop.makeFailedFuture(SMTPFailure(.connect, .busy, connectionGoesOn: true))
    }
    let promise = eventLoop.makePromise(of: SMTPReply.self)
    caller = promise
    tell(request)
    return promise.futureResult
  }

  // MARK: what happened

  func handlerAdded(context: ChannelHandlerContext) { self.context = context }

  func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    tell { $0.received(unwrapInboundIn(data).readableBytesView) }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case TLSUserEvent.handshakeCompleted = event { tell { $0.tlsEstablished() } }
    context.fireUserInboundEventTriggered(event)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    tell { $0.broke("\(error)") }
  }

  func channelInactive(context: ChannelHandlerContext) { tell { $0.closed() } }

  // MARK: what to do

  private func act() {
    while let action = machine.nextAction() { perform(action) }
    guard machine.wait != alarm?.wait else { return }
    alarm?.scheduled.cancel()
    alarm = machine.wait.map { wait in
      let scheduled = eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(wait.time)) {
        self.tell { $0.timedOut() }
      }
      return (wait, scheduled)
    }
  }

  private func perform(_ action: SMTPStateMachine.Action) {
    switch action {
    case .send(let bytes): send(bytes, promise: nil)
    case .sendBlock(let bytes):
      let promise = eventLoop.makePromise(of: Void.self)
      promise.futureResult.assumeIsolated().whenSuccess { self.tell { $0.blockSent() } }
      send(bytes, promise: promise)
    case .startTLS: startTLS()
    case .report(let result):
      defer { caller = nil }
      caller?.completeWith(result.mapError { $0 })
    case .close: context?.close(promise: nil)
    }
  }

  private func send(_ bytes: [UInt8], promise: EventLoopPromise<Void>?) {
    guard let context else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: bytes)), promise: promise)
  }

  /// The certificate has to name the host; an address has no name that could be told to the server.
  private func startTLS() {
    let isAddress = (try? SocketAddress(ipAddress: host.text, port: 0)) != nil
    do {
      try context?.pipeline.syncOperations.addHandler(
        NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : host.text),
        position: .first)
    } catch {
      tell { $0.broke("\(error)") }
    }
  }
}
