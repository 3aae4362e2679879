import Testing

@testable import Mail

@Suite("SMTP state machine, without sockets")
struct SMTPStateMachineTests {
  @Test("STARTTLS, then EHLO anew, then the login, then a mail in one round trip")
  func wholeWay() throws {
    var dialogue = try Dialogue(.required, login: true)
    #expect(dialogue.opens() == [])
    #expect(dialogue.hears("220 mx") == ["EHLO mcf.example|"])
    #expect(dialogue.hears("250-mx\r\n250 STARTTLS") == ["STARTTLS|"])
    #expect(dialogue.hears("220 go") == ["TLS"])
    dialogue.machine.tlsEstablished()
    #expect(dialogue.actions() == ["EHLO mcf.example|"])
    #expect(dialogue.hears(Dialogue.hello) == ["AUTH PLAIN AGxlbwBjcmVhbQ==|"])
    #expect(dialogue.hears("235 2.7.0 Leo") == ["ok 235 2.7.0"])
    #expect(
      dialogue.submits(try Dialogue.mail()) == [
        "MAIL FROM:<post@mcf.example> SIZE=8|RCPT TO:<kit@cats.example>|DATA|"
      ])
    #expect(dialogue.hears("250 a\r\n250 b\r\n354 go") == ["block: Hello.|", "ok 354"])
    dialogue.machine.sendDot()
    #expect(dialogue.actions() == [".|"])
    #expect(dialogue.hears("250 2.0.0 taken") == ["ok 250 2.0.0"])
    dialogue.machine.quit()
    #expect(dialogue.actions() == ["QUIT|"])
    #expect(dialogue.hears("221 bye") == ["close"])
  }

  @Test("AUTH LOGIN, over TLS from the first byte")
  func loginOverImplicitTLS() throws {
    var dialogue = try Dialogue(.implicit, login: true)
    #expect(dialogue.opens() == ["TLS"])
    dialogue.machine.tlsEstablished()
    #expect(dialogue.hears("220 mx") == ["EHLO mcf.example|"])
    #expect(dialogue.hears("250-mx\r\n250 auth login") == ["AUTH LOGIN|"])
    #expect(dialogue.hears("334 VXNlcm5hbWU6") == ["bGVv|"])
    #expect(dialogue.hears("334 UGFzc3dvcmQ6") == ["Y3JlYW0=|"])
    #expect(dialogue.hears("535 5.7.8 no") == ["auth: refused with 535 5.7.8", "close"])
  }

  @Test("one command at a time without PIPELINING, and RSET after a refusal")
  func refusals() throws {
    var dialogue = try Dialogue.ready()
    let mail = try Dialogue.mail()
    #expect(dialogue.submits(mail) == ["MAIL FROM:<post@mcf.example>|"])
    #expect(dialogue.hears("250 ok") == ["RCPT TO:<kit@cats.example>|"])
    #expect(dialogue.hears("550 5.1.1 no") == ["rcpt: refused with 550 5.1.1"])
    #expect(dialogue.submits(mail) == ["RSET|"])
    #expect(dialogue.hears("250 ok") == ["MAIL FROM:<post@mcf.example>|"])
    _ = dialogue.hears("250 ok\r\n250 ok\r\n354 go")
    dialogue.machine.sendDot()
    _ = dialogue.actions()
    #expect(dialogue.hears("451 4.3.0 later") == ["dot: refused with 451 4.3.0"])
    #expect(dialogue.submits(mail) == ["RSET|"])
  }

  @Test(
    "what is said to RSET is no answer to the next mail, of which the server has heard nothing",
    arguments: [("500 5.5.1 what?", "500 5.5.1"), ("451 no", "451"), ("421 bye", "421")])
  func refusedReset(reply: String, numbers: String) throws {
    var dialogue = try Dialogue.ready()
    _ = dialogue.submits(try Dialogue.mail())
    _ = dialogue.hears("550 no")
    #expect(dialogue.submits(try Dialogue.mail()) == ["RSET|"])
    #expect(
      dialogue.hears(reply) == [
        "connect: answered with \(numbers), which is no answer to that", "close",
      ])
  }

  @Test("a refused recipient in a pipeline leaves the connection to others")
  func refusedPipeline() throws {
    var dialogue = try Dialogue.ready(Dialogue.hello)
    _ = dialogue.submits(try Dialogue.mail())
    #expect(dialogue.hears("250 ok\r\n550 5.1.1 no") == [])
    #expect(dialogue.hears("503 no recipient") == ["rcpt: refused with 550 5.1.1"])
    _ = dialogue.submits(try Dialogue.mail())
    // Data for nobody would be an empty mail.
    #expect(
      dialogue.hears("250 reset\r\n250 ok\r\n550 5.1.1 no\r\n354 go").suffix(2) == [
        "rcpt: refused with 550 5.1.1", "close",
      ])
  }

  @Test("what the server cannot take is not begun, and nothing is wrong with the connection")
  func objections() throws {
    var dialogue = try Dialogue.ready("250-mx\r\n250 SIZE 10")
    for mail in [
      try Dialogue.mail(to: "кот@пример.рф"), try Dialogue.mail("To: кот@пример.рф\r\n"),
    ] {
      #expect(
        dialogue.submits(mail) == ["mail: an address is not ASCII, and SMTPUTF8 is not offered"])
    }
    #expect(
      dialogue.submits(try Dialogue.mail("More than ten.\r\n")) == [
        "mail: the server takes no more than 10 bytes"
      ])
    #expect(dialogue.submits(try Dialogue.mail()) == ["MAIL FROM:<post@mcf.example> SIZE=8|"])
    var unicode = try Dialogue.ready("250-mx\r\n250 SMTPUTF8")
    #expect(
      unicode.submits(try Dialogue.mail(to: "кот@пример.рф")) == [
        "MAIL FROM:<post@mcf.example> SMTPUTF8|"
      ])
  }

  @Test(
    "a connection that cannot be opened, or not safely, says why and sends no secret",
    arguments: [
      (.required, ["554 no"], "connect: refused with 554"),
      (.required, ["250 hi"], "connect: answered with 250, which is no answer to that"),
      (.required, ["220 mx", "502 no"], "connect: refused with 502"),
      (
        .required, ["220 mx", "250 AUTH PLAIN"],
        "connect: no STARTTLS is offered, though TLS is required"
      ),
      (.required, ["220 mx", "250-mx\r\n250 STARTTLS", "454 no"], "tls: refused with 454"),
      (
        .required, ["220 mx", "250-mx\r\n250 STARTTLS", "220 go\r\n250 AUTH PLAIN"],
        "tls: something came unencrypted behind the answer to STARTTLS"
      ),
      (
        .opportunistic, ["220 mx", "250-mx\r\n250 AUTH PLAIN"],
        "auth: there is no TLS, without which no secret is sent"
      ),
      (.required, ["421 4.3.2 down"], "connect: refused with 421 4.3.2"),
      (.required, ["220 mx", "HTTP/1.1 400"], "connect: answered with what is no reply of SMTP"),
    ] as [(SMTPSecurity, [String], String)])
  func unopened(security: SMTPSecurity, replies: [String], failure: String) throws {
    var dialogue = try Dialogue(security, login: true)
    dialogue.machine.open()
    let said = replies.flatMap { dialogue.hears($0) }
    #expect(said.suffix(2) == [failure, "close"])
    #expect(!said.contains { $0.hasPrefix("AUTH") })
  }

  /// What is heard up to a point of a mail's way, and what the machine waits for there.
  static let points: [(replies: [String], sendsDot: Bool, phase: SMTPPhase, time: Duration?)] = [
    ([], false, .mail, .seconds(60)), (["250 a"], false, .rcpt, .seconds(60)),
    (["250 a", "250 b"], false, .data, .seconds(120)),
    (["250 a", "250 b", "354 go"], false, .data, nil),
    (["250 a", "250 b", "354 go"], true, .dot, .seconds(600)),
  ]

  @Test("a mail may have arrived only if the dot was sent and nobody refused it", arguments: points)
  func fates(replies: [String], sendsDot: Bool, phase: SMTPPhase, time: Duration?) throws {
    let ends: [(String, (inout SMTPStateMachine) -> Void)] = [
      ("the server closed the connection", { $0.closed() }),
      ("we were told to stop", { $0.stop() }),
      ("answered with what is no reply of SMTP", { $0.received("?\r\n".utf8) }),
      ("refused with 421", { $0.received("421 bye\r\n".utf8) }),
    ]
    for (reason, end) in ends {
      var dialogue = try Dialogue.ready()
      _ = dialogue.submits(try Dialogue.mail())
      for reply in replies { _ = dialogue.hears(reply) }
      if sendsDot {
        dialogue.machine.sendDot()
        _ = dialogue.actions()
      }
      #expect(dialogue.machine.wait?.time == time)
      end(&dialogue.machine)
      // Nobody waits while the sender is asked for the dot; then the dot is not sent.
      if time == nil { dialogue.machine.sendDot() }
      var failure: SMTPFailure?
      while let action = dialogue.machine.nextAction() {
        if case .report(.failure(let found)) = action { failure = found }
        if case .send = action { Issue.record("something was sent after the end") }
      }
      #expect(failure.map { "\($0)" } == "\(phase.rawValue): \(reason)")
      #expect(failure?.mayHaveArrived == (sendsDot && reason != "refused with 421"))
      #expect(failure?.connectionGoesOn == false)
      #expect(
        dialogue.submits(try Dialogue.mail()) == ["connect: the server closed the connection"])
    }
  }

  @Test("who is too slow has had the time that is granted")
  func timeouts() throws {
    var dialogue = try Dialogue.ready()
    #expect(dialogue.machine.wait == nil)
    dialogue.machine.timedOut()
    _ = dialogue.submits(try Dialogue.mail())
    let wait = dialogue.machine.wait
    #expect(dialogue.hears("250-slowly") == [])
    #expect(dialogue.machine.wait == wait, "a line is no answer")
    dialogue.machine.timedOut()
    #expect(dialogue.actions() == ["mail: no answer within 60.0 seconds", "close"])
  }

  @Test("a long mail goes in blocks, each with its time")
  func blocks() throws {
    let line = String(repeating: "x", count: 62) + "\r\n"
    var dialogue = try Dialogue.ready()
    _ = dialogue.submits(try Dialogue.mail(String(repeating: line, count: 1_025)))
    dialogue.machine.received("250 a\r\n250 b\r\n354 go\r\n".utf8)
    var sizes: [Int] = []
    while let action = dialogue.machine.nextAction() {
      guard case .sendBlock(let bytes) = action else { continue }
      #expect(dialogue.machine.wait?.time == .seconds(180))
      sizes.append(bytes.count)
      dialogue.machine.blockSent()
    }
    #expect(sizes == [32 << 10, 32 << 10, 64])
  }

  @Test(
    "a line that begins with a dot gets another, and no bare CR or LF ends anything early",
    arguments: [
      ("", ""), (".", "..\r\n"), (".\r\n..\r\nx.\r\n", "..\r\n...\r\nx.\r\n"), ("x", "x\r\n"),
      ("x\n.\nMAIL", "x\r\n..\r\nMAIL\r\n"), ("x\n\r\n.", "x\r\n\r\n..\r\n"),
      ("x\r.\ry\r\n", "x\r\n..\r\ny\r\n"),
      ("\r\n.\r\n", "\r\n..\r\n"),
    ])
  func stuffing(text: String, sent: String) throws {
    #expect(String(decoding: try Dialogue.mail(text).stuffed, as: UTF8.self) == sent)
  }
}
