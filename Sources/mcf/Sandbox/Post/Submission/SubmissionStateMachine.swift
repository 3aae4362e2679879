import Contracts

/// Decides, for one connection, what a post office answers and what it keeps.
///
/// It is told what came and asked with `nextAction` what to do, until that is nothing. It owns no
/// socket. What it can is what handing over mails takes of RFC 5321, with PIPELINING (RFC 2920),
/// 8BITMIME (RFC 6152), SMTPUTF8 (RFC 6531), SIZE (RFC 1870) and ENHANCEDSTATUSCODES (RFC 2034).
/// There is no TLS and no AUTH: it is for loopback only.
struct SubmissionStateMachine {
  enum Action: Hashable {
    case say(SubmissionReply)
    /// Tell `pauseEnded` when so many seconds have passed.
    case pause(seconds: Double)
    case keep(Submission)
    case close
  }

  private enum State {
    case commands, data
    /// An answer is waited with; what comes meanwhile waits, too.
    case pausing(SubmissionReply)
    /// Nothing is answered any more.
    case hanging
    case closed
  }

  /// A mail that was announced.
  private struct Envelope {
    let sender: ExactText
    let isUnicode: Bool
    let fate: PostFate
    var recipients: [ExactText] = []
  }

  private let limits: SubmissionLimits
  private var behaviour = PostBehaviour()
  private var state = State.commands
  private var line: [UInt8] = []
  private var isLineTooLong = false
  private var last: UInt8 = 0
  /// What came behind a mail whose dot is not answered yet.
  private var waiting: [UInt8] = []
  private var isGreeted = false
  private var mistakes = 0
  private var envelope: Envelope?
  private var text: [UInt8] = []
  /// Why the text is not taken.
  private var flaw: SubmissionReply?
  private var actions: [Action] = []

  init(_ limits: SubmissionLimits = SubmissionLimits()) { self.limits = limits }

  mutating func nextAction() -> Action? { actions.isEmpty ? nil : actions.removeFirst() }

  // MARK: what happened

  /// - Parameter isFull: there are as many connections already as there may be.
  mutating func connected(isFull: Bool = false) {
    isFull ? close(.full) : say(.greeting)
  }

  mutating func received(_ bytes: some Sequence<UInt8>, under behaviour: PostBehaviour) {
    self.behaviour = behaviour
    for byte in bytes { receive(byte) }
  }

  mutating func pauseEnded(under behaviour: PostBehaviour) {
    guard case .pausing(let reply) = state else { return }
    state = .commands
    say(reply)
    let came = waiting
    waiting = []
    received(came, under: behaviour)
  }

  // MARK: lines

  private mutating func receive(_ byte: UInt8) {
    switch state {
    case .closed, .hanging: return
    case .pausing: waiting.append(byte)
    case .commands, .data:
      defer { last = byte }
      if line.count < longestLine { line.append(byte) } else { isLineTooLong = true }
      guard isLineEnd(byte) else { return }
      let (ended, isTooLong) = (line, isLineTooLong)
      (line, isLineTooLong) = ([], false)
      if case .data = state { takeText(ended, isTooLong) } else { takeCommand(ended, isTooLong) }
    }
  }

  /// In a text, CR LF alone ends a line: to take less for one would let a mail end early and
  /// another one begin in it. Who ends a command otherwise is told so.
  private func isLineEnd(_ byte: UInt8) -> Bool {
    guard byte == UInt8(ascii: "\n") else { return false }
    if case .data = state { return last == UInt8(ascii: "\r") }
    return true
  }

  private var longestLine: Int {
    if case .data = state { limits.textLineBytes } else { limits.commandBytes }
  }

  /// A line without its CR LF; nil if that is not how it ends, or if there is another within.
  private static func content(of line: [UInt8]) -> ArraySlice<UInt8>? {
    let (cr, lf) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
    let content = line.dropLast(2)
    return line.suffix(2) == [cr, lf] && !content.contains { $0 == cr || $0 == lf } ? content : nil
  }

  // MARK: commands

  private mutating func takeCommand(_ line: [UInt8], _ isTooLong: Bool) {
    do throws(SubmissionReply) {
      guard !isTooLong else { throw .commandTooLong }
      guard let content = Self.content(of: line),
        content.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
        let text = String(validating: content, as: UTF8.self)
      else { throw .unreadable }
      try obey(SubmissionCommand(text))
    } catch {
      if error.isMistake { mistakes += 1 }
      mistakes > limits.mistakes ? close(.confused) : say(error)
    }
  }

  /// - Throws: why not.
  private mutating func obey(_ command: SubmissionCommand) throws(SubmissionReply) {
    switch command {
    case .hello(let isExtended):
      isGreeted = true
      envelope = nil
      say(isExtended ? .extensions(limits) : .helloBack)
    case .mail(let sender, let size, let isUnicode): try announce(sender, size, isUnicode)
    case .recipient(let recipient): try add(recipient)
    case .data: try askForText()
    case .reset:
      envelope = nil
      say(.done)
    case .nothing: say(.done)
    case .verify: say(.unverified)
    case .help: say(.help)
    case .quit: close(.goodbye)
    }
  }

  private mutating func announce(
    _ sender: ExactText, _ size: Int?, _ isUnicode: Bool
  ) throws(SubmissionReply) {
    guard isGreeted, envelope == nil else { throw .wrongOrder }
    guard size ?? 0 <= limits.mailBytes else { throw .tooLarge }
    guard isUnicode || sender.isASCII else { throw .unicodeUnannounced }
    envelope = Envelope(sender: sender, isUnicode: isUnicode, fate: behaviour.fate())
    say(.sender)
  }

  private mutating func add(_ recipient: ExactText) throws(SubmissionReply) {
    guard let announced = envelope else { throw .wrongOrder }
    guard announced.recipients.count < limits.recipients else { throw .tooManyRecipients }
    guard announced.isUnicode || recipient.isASCII else { throw .unicodeUnannounced }
    guard announced.fate != .refusedAtRecipient else { throw .greylisted }
    guard !behaviour.unknown.contains(recipient) else { throw .noMailbox }
    envelope?.recipients.append(recipient)
    say(.recipient)
  }

  private mutating func askForText() throws(SubmissionReply) {
    guard let envelope else { throw .wrongOrder }
    guard !envelope.recipients.isEmpty else { throw .noRecipient }
    if envelope.fate == .hangsBeforeDot {
      state = .hanging
      return
    }
    (text, flaw) = ([], nil)
    state = .data
    say(.sendData)
  }

  // MARK: text

  private mutating func takeText(_ line: [UInt8], _ isTooLong: Bool) {
    if line == Array(".\r\n".utf8) { return settle() }
    // A dot was put before the one that a line begins with (RFC 5321, 4.5.2).
    let unstuffed = line.first == UInt8(ascii: ".") ? line.dropFirst() : line[...]
    if isTooLong {
      flaw = flaw ?? .lineTooLong
    } else if Self.content(of: line) == nil {
      flaw = flaw ?? .bareLineEnd
    } else if text.count + unstuffed.count > limits.mailBytes {
      flaw = flaw ?? .tooLarge
    }
    // What will be refused need not be held.
    if flaw == nil { text += unstuffed } else { text = [] }
  }

  /// The dot has come.
  private mutating func settle() {
    guard let envelope else { return }
    let submission = Submission(
      sender: envelope.sender, recipients: envelope.recipients, bytes: text)
    self.envelope = nil
    text = []
    state = .commands
    if let flaw { return say(flaw) }
    if envelope.fate.isKept { actions.append(.keep(submission)) }
    switch envelope.fate {
    case .taken: answer(.kept)
    case .refusedAtDot: answer(.busy)
    // They have come no further than RCPT and DATA.
    case .refusedAtRecipient, .hangsBeforeDot: break
    case .hangsAfterDot: state = .hanging
    case .dropsAfterDot, .lost: close()
    }
  }

  private mutating func answer(_ reply: SubmissionReply) {
    guard behaviour.delaySeconds > 0 else { return say(reply) }
    state = .pausing(reply)
    actions.append(.pause(seconds: behaviour.delaySeconds))
  }

  // MARK: saying it

  private mutating func say(_ reply: SubmissionReply) { actions.append(.say(reply)) }

  private mutating func close(_ reply: SubmissionReply? = nil) {
    if let reply { say(reply) }
    state = .closed
    actions.append(.close)
  }
}

extension ExactText {
  fileprivate var isASCII: Bool { text.utf8.allSatisfy { $0 < 0x80 } }
}
