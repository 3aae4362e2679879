/// Decides, for one connection to a server, what is sent when, and what has become of a mail.
///
/// It is told what happened by its mutating methods and asked with `nextAction` what to do, until
/// that is nothing. It owns no socket. Each of `open`, `submit` and `sendDot` gets one `report`.
struct SMTPStateMachine {
  enum Action {
    case send([UInt8])
    /// Send it, and tell `blockSent` when the network has it.
    case sendBlock([UInt8])
    case startTLS
    /// The reply that let it come so far, or why it does not go on.
    case report(Result<SMTPReply, SMTPFailure>)
    case close
  }

  /// What is waited for, and for how long.
  struct Wait: Equatable {
    let number: Int
    let time: Duration
  }

  private enum State {
    /// Before `open`.
    case unopened
    case opening(SMTPOpening)
    case idle(mustReset: Bool)
    /// After a refusal, until the server has forgotten that mail.
    case resetting(OutgoingMail)
    case envelope(SMTPEnvelope)
    /// The server has asked for the data.
    case data(SMTPReply, unsent: ArraySlice<UInt8>)
    /// All is sent but the final dot, for which the sender is asked.
    case beforeDot
    case dot
    case quitting
    case closed(SMTPFailure)
  }

  /// How much of a mail is sent at once, in bytes.
  static let blockBytes = 32 << 10

  private let rules: SMTPOpening.Rules
  private let times: SMTPTimes
  private var state = State.unopened
  private var parser = SMTPReplyParser()
  private var extensions = SMTPExtensions()
  private var actions: [Action] = []
  private(set) var wait: Wait?
  private var waits = 0

  init(_ rules: SMTPOpening.Rules, times: SMTPTimes = SMTPTimes()) {
    self.rules = rules
    self.times = times
  }

  mutating func nextAction() -> Action? { actions.isEmpty ? nil : actions.removeFirst() }

  // MARK: what is asked for

  /// The connection stands: greet, secure it, log in.
  mutating func open() {
    if case .closed(let failure) = state { return report(.failure(failure)) }
    guard case .unopened = state else { return reportBusy() }
    state = .opening(SMTPOpening(rules))
    waitAtMost(times.reply)
    if rules.security == .implicit { actions.append(.startTLS) }
  }

  /// Sends the mail but for its final dot.
  mutating func submit(_ mail: OutgoingMail) {
    switch state {
    case .idle(let mustReset):
      if let reason = extensions.objection(to: mail) {
        report(.failure(SMTPFailure(.mail, reason, connectionGoesOn: true)))
      } else if mustReset {
        state = .resetting(mail)
        send("RSET", wait: times.reply)
      } else {
        begin(mail)
      }
    case .closed: report(.failure(SMTPFailure(.connect, .closed)))
    default: reportBusy()
    }
  }

  /// From now on the mail may have arrived.
  mutating func sendDot() {
    switch state {
    case .beforeDot:
      state = .dot
      send(".", wait: times.dot)
    case .closed(let failure): report(.failure(failure))
    default: reportBusy()
    }
  }

  /// Ends the connection, politely if nothing is in hand.
  mutating func quit() {
    guard case .idle = state else { return stop() }
    state = .quitting
    send("QUIT", wait: times.connect)
  }

  mutating func stop() { fail(.stopped) }

  // MARK: what happened

  mutating func received(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if case .closed = state { return }
      if case .opening(let opening) = state, opening.isInHandshake {
        return fail(.bytesBehindStartTLS)
      }
      do {
        if let reply = try parser.receive(byte) { received(reply) }
      } catch {
        fail(.unreadable(error.rawValue))
      }
    }
  }

  mutating func tlsEstablished() {
    guard case .opening(var opening) = state else { return }
    let step = opening.tlsEstablished()
    state = .opening(opening)
    waitAtMost(times.reply)
    if let step { take(step) }
  }

  mutating func blockSent() {
    guard case .data(let reply, let unsent) = state else { return }
    guard !unsent.isEmpty else {
      state = .beforeDot
      waitAtMost(nil)
      return report(.success(reply))
    }
    sendBlock(of: unsent, reply)
  }

  mutating func timedOut() { if let wait { fail(.tooSlow(wait.time)) } }

  mutating func closed() { fail(.closed) }

  /// - Parameter reason: what the network or TLS says.
  mutating func broke(_ reason: String) {
    if case .opening(let opening) = state, opening.isInHandshake {
      fail(.tlsFailed(reason))
    } else {
      fail(.closed)
    }
  }

  // MARK: deciding

  private mutating func received(_ reply: SMTPReply) {
    switch state {
    case .opening(var opening):
      let step = opening.received(reply)
      state = .opening(opening)
      take(step)
    // It is of the mail before: the next one is not spoken of, and goes over another connection.
    case .resetting(let mail): reply.isPositive ? begin(mail) : fail(.unexpected(reply))
    case .envelope(var envelope):
      let step = envelope.received(reply)
      state = .envelope(envelope)
      take(step)
    case .dot: settle(reply)
    case .quitting: fail(.closed)
    case .unopened, .idle, .data, .beforeDot, .closed: fail(reply)
    }
  }

  private mutating func take(_ step: SMTPOpening.Step) {
    switch step {
    case .send(let line): send(line, wait: times.reply)
    case .startTLS:
      waitAtMost(times.reply)
      actions.append(.startTLS)
    case .ready(let reply):
      if case .opening(let opening) = state { extensions = opening.extensions }
      becomeIdle(.success(reply))
    case .fail(let reason): fail(reason)
    }
  }

  private mutating func begin(_ mail: OutgoingMail) {
    var envelope = SMTPEnvelope(mail, extensions)
    let commands = envelope.next()
    state = .envelope(envelope)
    send(commands, wait: patience)
  }

  private mutating func take(_ step: SMTPEnvelope.Step) {
    guard case .envelope(let envelope) = state else { return }
    switch step {
    case .wait: waitAtMost(patience)
    case .send(let line): send(line, wait: patience)
    case .begin(let reply): sendBlock(of: envelope.mail.stuffed[...], reply)
    case .refuse(let failure): becomeIdle(.failure(failure), mustReset: true)
    case .fail(let reply): fail(reply)
    }
  }

  private mutating func sendBlock(of unsent: ArraySlice<UInt8>, _ reply: SMTPReply) {
    let block = unsent.prefix(Self.blockBytes)
    state = .data(reply, unsent: unsent.dropFirst(block.count))
    waitAtMost(times.block)
    actions.append(.sendBlock(Array(block)))
  }

  /// What became of the mail whose dot is sent.
  private mutating func settle(_ reply: SMTPReply) {
    if reply.isPositive { return becomeIdle(.success(reply)) }
    guard reply.isRefusal, !reply.isGoodbye else { return fail(reply) }
    becomeIdle(
      .failure(SMTPFailure(.dot, .refused(reply), connectionGoesOn: true)), mustReset: true)
  }

  private mutating func becomeIdle(
    _ result: Result<SMTPReply, SMTPFailure>, mustReset: Bool = false
  ) {
    state = .idle(mustReset: mustReset)
    waitAtMost(nil)
    report(result)
  }

  /// An answer that ends the connection.
  private mutating func fail(_ reply: SMTPReply) {
    fail(reply.isRefusal ? .refused(reply) : .unexpected(reply))
  }

  private mutating func fail(_ reason: SMTPFailure.Reason) {
    if case .closed = state { return }
    let failure = fate(reason)
    let isAwaited = isAwaited
    state = .closed(failure)
    waitAtMost(nil)
    if isAwaited { report(.failure(failure)) }
    actions.append(.close)
  }

  /// Of a mail that was refused already, that; else, that the connection ends for this reason.
  private func fate(_ reason: SMTPFailure.Reason) -> SMTPFailure {
    if case .envelope(let envelope) = state, let refusal = envelope.refusal {
      return SMTPFailure(refusal.phase, refusal.reason)
    }
    return SMTPFailure(phase, reason)
  }

  private var isAwaited: Bool {
    switch state {
    case .opening, .resetting, .envelope, .data, .dot: true
    case .unopened, .idle, .beforeDot, .quitting, .closed: false
    }
  }

  private var phase: SMTPPhase {
    switch state {
    case .unopened, .resetting: .connect
    case .opening(let opening): opening.phase
    case .envelope(let envelope): envelope.phase
    case .data, .beforeDot: .data
    case .dot: .dot
    case .idle, .quitting: .done
    case .closed(let failure): failure.phase
    }
  }

  // MARK: saying it

  private var patience: Duration { phase == .data ? times.data : times.reply }

  private mutating func send(_ line: String, wait time: Duration) {
    waitAtMost(time)
    actions.append(.send(Array("\(line)\r\n".utf8)))
  }

  private mutating func waitAtMost(_ time: Duration?) {
    waits += 1
    wait = time.map { Wait(number: waits, time: $0) }
  }

  private mutating func report(_ result: Result<SMTPReply, SMTPFailure>) {
    actions.append(.report(result))
  }

  private mutating func reportBusy() {
    report(.failure(SMTPFailure(.connect, .busy, connectionGoesOn: true)))
  }
}
