/// Decides what is said of one mail until its data may come: whom it is from and to, all at once
/// where the server takes that.
struct SMTPEnvelope {
  enum Step: Equatable {
    case wait
    case send(String)
    /// The server wants the data.
    case begin(SMTPReply)
    /// The mail is refused, and others may follow.
    case refuse(SMTPFailure)
    /// The connection is of no use any more.
    case fail(SMTPReply)
  }

  private enum Command: CaseIterable { case mail, rcpt, data }

  let mail: OutgoingMail
  private let extensions: SMTPExtensions
  private var unsent = Command.allCases[...]
  private var unanswered: ArraySlice<Command> = []
  /// Of the first command that was refused.
  private(set) var refusal: SMTPFailure?

  init(_ mail: OutgoingMail, _ extensions: SMTPExtensions) {
    self.mail = mail
    self.extensions = extensions
  }

  /// What is waited for.
  var phase: SMTPPhase {
    switch unanswered.first {
    case .mail, nil: .mail
    case .rcpt: .rcpt
    case .data: .data
    }
  }

  /// The next command, or all of them.
  mutating func next() -> String {
    let commands = extensions.pipelines ? unsent : unsent.prefix(1)
    unsent = unsent.dropFirst(commands.count)
    unanswered += commands
    return commands.map(spelled).joined(separator: "\r\n")
  }

  mutating func received(_ reply: SMTPReply) -> Step {
    guard let command = unanswered.first, !reply.isGoodbye else { return .fail(reply) }
    if reply.isRefusal { return refused(reply) }
    let isRight = command == .data ? reply.code == 354 : reply.isPositive
    // Who wants the data of what was refused before would make an empty mail of a lone dot.
    guard isRight, command != .data || refusal == nil else { return .fail(reply) }
    unanswered.removeFirst()
    if command == .data { return .begin(reply) }
    return unanswered.isEmpty ? .send(next()) : .wait
  }

  private mutating func refused(_ reply: SMTPReply) -> Step {
    let refusal = refusal ?? SMTPFailure(phase, .refused(reply), connectionGoesOn: true)
    self.refusal = refusal
    unanswered.removeFirst()
    return unanswered.isEmpty ? .refuse(refusal) : .wait
  }

  private func spelled(_ command: Command) -> String {
    switch command {
    case .mail:
      "MAIL FROM:<\(mail.sender)>\(extensions.wantsSize ? " SIZE=\(mail.bytes.count)" : "")"
        + (mail.isASCII ? "" : " SMTPUTF8")
    case .rcpt: "RCPT TO:<\(mail.recipient)>"
    case .data: "DATA"
    }
  }
}
