import Contracts
import Testing

@testable import Mail

@Suite("SMTP state machine, by any script of replies and events")
struct SMTPScriptTests {
  @Test("keeps its promises", arguments: [SMTPSecurity.none, .opportunistic, .required, .implicit])
  func promises(security: SMTPSecurity) throws {
    var numbers = SplitMix64(seed: 1047)
    for _ in 0..<500 {
      var script = try Script(security)
      for _ in 0..<60 { try script.step(&numbers) }
    }
  }
}

/// One connection to a server that answers rightly as a rule, and watches what it is sent.
private struct Script {
  private var machine: SMTPStateMachine
  private let mail: OutgoingMail
  private var isSecure = false
  private var isOver = false
  /// Whether somebody waits for a report.
  private var isAwaited = true
  /// Whether the present mail's dot was asked for, and sent.
  private var isAtDot = false
  private var hasSentDot = false
  /// Commands that the server has not answered.
  private var unanswered: [String] = []
  private var mayHoldData = false

  init(_ security: SMTPSecurity) throws {
    machine = SMTPStateMachine(
      .init(
        domain: try #require(MailDomain("mcf.example")), security: security,
        login: security == .none ? nil : SMTPLogin(user: "leo", secret: "cream")))
    mail = try Dialogue.mail()
    machine.open()
    unanswered = security == .implicit ? [] : ["greeting"]
    try act()
  }

  mutating func step(_ numbers: inout SplitMix64) throws {
    switch Int.random(in: 0..<40, using: &numbers) {
    case 0: machine.closed()
    case 1: machine.timedOut()
    case 2: machine.broke("broken")
    case 3: machine.received((Self.strange.randomElement(using: &numbers) ?? "").utf8)
    case 4: machine.quit()
    case 5...20: machine.received(rightReply(&numbers).utf8)
    case 21...32 where !isAwaited:
      isAwaited = true
      isAtDot ? machine.sendDot() : machine.submit(mail)
    default: machine.blockSent()
    }
    try act()
  }

  private static let strange = [
    "250 again\r\n", "354 go\r\n", "421 4.3.2 bye\r\n", "250-", "550 no\r\n", "235 in\r\n", "?\r\n",
    "451 4.7.1 later\r\n220 hi\r\n", "250 a\r\n250 b\r\n250 c\r\n354 go\r\n250 d\r\n",
  ]

  /// What a server says to the next command.
  private mutating func rightReply(_ numbers: inout SplitMix64) -> String {
    guard let command = unanswered.first else { return "" }
    unanswered.removeFirst()
    if Int.random(in: 0..<8, using: &numbers) == 0 { return "451 4.3.0 later\r\n" }
    switch command.prefix(4) {
    case "gree": return "220 mx\r\n"
    case "EHLO": return "250-mx\r\n250-STARTTLS\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n"
    case "STAR": return "220 go\r\n"
    case "AUTH": return "235 in\r\n"
    case "DATA": return "354 go\r\n"
    default: return "250 ok\r\n"
    }
  }

  private mutating func act() throws {
    while let action = machine.nextAction() {
      switch action {
      case .send(let bytes): try sent(String(decoding: bytes, as: UTF8.self))
      case .sendBlock:
        try #require(!isOver && mayHoldData, "data that nobody asked for, or of a second mail")
      case .startTLS:
        isSecure = true
        machine.tlsEstablished()
        if unanswered.isEmpty { unanswered = ["greeting"] }
      case .report(let result): try reported(result)
      case .close: isOver = true
      }
    }
  }

  private mutating func sent(_ text: String) throws {
    try #require(!isOver, "something was sent after the end")
    for line in text.split(separator: "\r\n").map(String.init) {
      if line.hasPrefix("AUTH") { try #require(isSecure, "a secret without TLS") }
      if line.hasPrefix("MAIL") {
        try #require(!unanswered.contains("."), "a mail before the answer to the last one")
        mayHoldData = true
      }
      if line.utf8.elementsEqual(".".utf8) {
        try #require(mayHoldData, "a dot too many")
        (hasSentDot, mayHoldData) = (true, false)
      }
      unanswered.append(line)
    }
  }

  private mutating func reported(_ result: Result<SMTPReply, SMTPFailure>) throws {
    try #require(isAwaited, "a report that nobody asked for")
    defer { (isAwaited, hasSentDot) = (false, false) }
    switch result {
    case .success(let reply):
      try #require(reply.code < 400)
      isAtDot = reply.code == 354
    case .failure(let failure):
      isAtDot = false
      let isAnswered = failure.reply?.code ?? 0 >= 400
      try #require(failure.mayHaveArrived == (hasSentDot && !isAnswered))
      try #require(!(failure.connectionGoesOn && failure.mayHaveArrived))
    }
  }
}
