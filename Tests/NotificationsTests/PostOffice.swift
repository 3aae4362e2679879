import FoundationEssentials
import NIOCore
import NIOPosix
import Synchronization

/// A server of SMTP on loopback, which does with each mail what a test says.
final class PostOffice: Sendable {
  /// By whom a mail is for.
  enum Act: Sendable {
    case take
    /// 451 in answer to the dot.
    case putOff
    /// 550 5.1.1 in answer to RCPT.
    case unknown
    /// 554 in answer to the dot.
    case refuse
    /// The line is cut instead of an answer to DATA.
    case cutAtData
    /// The line is cut instead of an answer to the dot.
    case cutAtDot
    /// No answer to the dot.
    case silent
    /// No answer to DATA before the office is told to go on.
    case hold
  }

  /// A mail whose final dot has come.
  struct Received: Sendable {
    /// Who is told if it cannot be delivered.
    let sender: String
    let recipient: String
    let bytes: [UInt8]
    let isTaken: Bool

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private struct State {
    var acts: [String: Act] = [:]
    var received: [Received] = []
    var greetings = 0
    var isOpen = true
    var forgets = true
    var held: (@Sendable () -> Void)?
    var goodbyes = 0
    var leaving: [@Sendable () -> Void] = []
    var leavingAtOnce = 1
  }

  private let state = Mutex(State())

  var received: [Received] { state.withLock { $0.received } }
  /// To whom mails were taken, in order.
  var taken: [String] { received.filter(\.isTaken).map(\.recipient) }
  /// How many connections there were.
  var greetings: Int { state.withLock { $0.greetings } }
  /// How many of them have said QUIT and heard an answer.
  var goodbyes: Int { state.withLock { $0.goodbyes } }
  /// Whether a mail waits for the office to go on.
  var isHolding: Bool { state.withLock { $0.held != nil } }

  func set(_ recipient: String, _ act: Act) { state.withLock { $0.acts[recipient] = act } }

  /// Whether it lets anybody in.
  func open(_ isOpen: Bool) { state.withLock { $0.isOpen = isOpen } }

  /// From now on it refuses to forget a mail (RSET).
  func refuseToForget() { state.withLock { $0.forgets = false } }

  /// Whoever says QUIT hears nothing before so many have.
  func answerGoodbyes(atOnce number: Int) { state.withLock { $0.leavingAtOnce = number } }

  func goOn() {
    state.withLock { state in
      defer { state.held = nil }
      return state.held
    }?()
  }

  // MARK: what connections ask

  fileprivate func greet() -> Bool {
    state.withLock { state in
      state.greetings += 1
      return state.isOpen
    }
  }

  fileprivate var forgets: Bool { state.withLock { $0.forgets } }

  fileprivate func act(_ recipient: String) -> Act {
    state.withLock { $0.acts[recipient] ?? .take }
  }

  fileprivate func hold(_ goOn: @escaping @Sendable () -> Void) {
    state.withLock { $0.held = goOn }
  }

  fileprivate func leave(_ answer: @escaping @Sendable () -> Void) {
    let answers = state.withLock { state in
      state.leaving.append(answer)
      guard state.leaving.count >= state.leavingAtOnce else { return [@Sendable () -> Void]() }
      defer { state.leaving = [] }
      state.goodbyes += state.leaving.count
      return state.leaving
    }
    for answer in answers { answer() }
  }

  fileprivate func note(_ received: Received) { state.withLock { $0.received.append(received) } }
}

/// Runs a post office for as long as `body` runs.
func withPostOffice<T>(_ body: (PostOffice, _ port: Int) async throws -> T) async throws -> T {
  let office = PostOffice()
  let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
    .childChannelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(Counter(office))
      }
    }
    .bind(host: "127.0.0.1", port: 0).get()
  let result: Result<T, any Error>
  do {
    result = .success(try await body(office, server.localAddress?.port ?? 0))
  } catch {
    result = .failure(error)
  }
  try await server.close()
  return try result.get()
}

/// Who serves one connection.
private final class Counter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let office: PostOffice
  private var line: [UInt8] = []
  private var sender = ""
  private var recipient = ""
  private var mail: [UInt8]?

  init(_ office: PostOffice) { self.office = office }

  func channelActive(context: ChannelHandlerContext) {
    let isOpen = office.greet()
    say(isOpen ? "220 mx" : "421 4.3.2 closed", context)
    if !isOpen { context.close(promise: nil) }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    for byte in unwrapInboundIn(data).readableBytesView {
      line.append(byte)
      guard byte == UInt8(ascii: "\n") else { continue }
      let whole = line
      line = []
      if mail == nil {
        answer(String(decoding: whole.dropLast(2), as: UTF8.self), context)
      } else {
        take(whole, context)
      }
    }
  }

  private func answer(_ command: String, _ context: ChannelHandlerContext) {
    switch command.prefix(4) {
    case "MAIL":
      sender = String(command.dropFirst("MAIL FROM:<".count).prefix { $0 != ">" })
      say("250 2.1.0 fine", context)
    case "RCPT":
      recipient = String(command.dropFirst("RCPT TO:<".count).prefix { $0 != ">" })
      let isUnknown = if case .unknown = office.act(recipient) { true } else { false }
      say(isUnknown ? "550 5.1.1 no such cat" : "250 2.1.5 fine", context)
    case "DATA":
      switch office.act(recipient) {
      case .cutAtData: context.close(promise: nil)
      case .hold: office.hold(later(context) { $0.begin($1) })
      default: begin(context)
      }
    case "QUIT":
      office.leave(
        later(context) {
          $0.say("221 2.0.0 purr", $1)
          $1.close(promise: nil)
        })
    case "RSET" where !office.forgets: say("451 4.3.0 not now", context)
    default: say("250 2.0.0 fine", context)
    }
  }

  /// What somebody else may have it do, on its own loop.
  private func later(
    _ context: ChannelHandlerContext,
    _ act: @escaping @Sendable (Counter, ChannelHandlerContext) -> Void
  ) -> @Sendable () -> Void {
    let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
    let loop = context.eventLoop
    return { loop.execute { act(bound.value.0, bound.value.1) } }
  }

  private func begin(_ context: ChannelHandlerContext) {
    mail = []
    say("354 go", context)
  }

  private func take(_ line: [UInt8], _ context: ChannelHandlerContext) {
    guard line.elementsEqual(".\r\n".utf8) else {
      mail? += line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
      return
    }
    let act = office.act(recipient)
    let isTaken = if case .take = act { true } else { false }
    office.note(.init(sender: sender, recipient: recipient, bytes: mail ?? [], isTaken: isTaken))
    mail = nil
    switch act {
    case .putOff: say("451 4.7.1 later", context)
    case .refuse: say("554 5.6.0 not this", context)
    case .cutAtDot: context.close(promise: nil)
    case .silent: break
    case .take, .unknown, .cutAtData, .hold: say("250 2.0.0 taken", context)
    }
  }

  private func say(_ text: String, _ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "\(text)\r\n")), promise: nil)
  }
}
