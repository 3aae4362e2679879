import Contracts
import Testing

@testable import mcf

@Suite("A post office's side of SMTP, without sockets")
struct SubmissionStateMachineTests {
  private static let envelope = [
    "EHLO mcf.example", "MAIL FROM:<post@mcf.example>", "RCPT TO:<kitty@example.com>",
  ]

  @Test("greets, and says what it can do")
  func hello() {
    var talk = Talk()
    talk.machine.connected()
    #expect(talk.actions().map { $0.prefix(4) } == ["220 "])
    #expect(
      talk.says("EHLO mcf.example") == [
        "250-localhost|250-PIPELINING|250-8BITMIME|250-SMTPUTF8|250-SIZE 1048576"
          + "|250 ENHANCEDSTATUSCODES"
      ])
    #expect(talk.says("HELO mcf.example") == ["250 localhost"])
    #expect(talk.says("QUIT") == ["221 2.0.0 Goodbye", "close"])
    #expect(talk.says("NOOP") == [])
  }

  @Test("keeps a mail byte by byte, and the next one of the same connection")
  func mails() {
    var talk = Talk()
    for text in ["Hello.\r\n", "..\r\n.\r\n\r\n..x\r\n", ""] {
      #expect(talk.codes(Self.envelope + ["DATA"]) == ["250", "250", "250", "354"])
      #expect(talk.sends(text) == ["keep \(text)", "250 2.0.0 Kept"])
    }
    #expect(talk.kept.map(\.sender) == Array(repeating: "post@mcf.example", count: 3))
    #expect(talk.kept.map(\.recipients) == Array(repeating: ["kitty@example.com"], count: 3))
  }

  @Test("takes what comes in any pieces, many commands at once, and what follows the dot")
  func pieces() {
    let lines =
      Self.envelope + ["DATA", "Subject: x", "", "..", "."] + Self.envelope + ["DATA", ".", "QUIT"]
    let bytes = Array(lines.map { "\($0)\r\n" }.joined().utf8)
    var whole = Talk()
    let expected = whole.hears(bytes)
    #expect(expected.contains("keep Subject: x\r\n\r\n.\r\n") && expected.last == "close")
    for size in [1, 2, 7, 64] {
      var cut = Talk()
      let pieces = stride(from: 0, to: bytes.count, by: size).flatMap { start in
        cut.hears(Array(bytes[start..<min(start + size, bytes.count)]))
      }
      #expect(pieces == expected, "\(size)")
    }
  }

  @Test(
    "answers each command, and what is none",
    arguments: [
      ("NOOP", "250 2.0.0"), ("RSET", "250 2.0.0"), ("VRFY kitty", "252 2.0.0"),
      ("HELP", "214 2.0.0"),
      ("EHLO", "501 5.5.4"), ("DATA now", "501 5.5.4"), ("EXPN all", "500 5.5.1"),
      ("STARTTLS", "502 5.5.1"), ("AUTH PLAIN AGxlbwBjcmVhbQ==", "502 5.5.1"),
      ("", "500 5.5.1"), ("\u{7}", "500 5.5.2"), ("NOOP\rRSET", "500 5.5.2"),
      (String(repeating: "x", count: 1_999), "500 5.5.2"), ("DATA", "503 5.5.1"),
      ("RCPT TO:<a@b>", "503 5.5.1"),
      ("mail from:<>", "250 2.1.0"), ("MAIL FROM: <a@b> BODY=8BITMIME size=9", "250 2.1.0"),
      ("MAIL FROM:<\"a> b@\"@c>", "250 2.1.0"), ("MAIL FROM:<@x,@y:a@b>", "250 2.1.0"),
      ("MAIL FROM:<кот@пример.рф> SMTPUTF8", "250 2.1.0"),
      ("MAIL FROM:<кот@пример.рф>", "553 5.6.7"), ("MAIL FROM:<a@b> SIZE=1048577", "552 5.3.4"),
      ("MAIL FROM:<a@b> SIZE=-1", "501 5.5.4"), ("MAIL FROM:<a@b> RET=FULL", "555 5.5.4"),
      ("MAIL FROM:<a@b>x", "501 5.5.4"), ("MAIL FROM:a@b", "501 5.5.4"),
      ("MAIL FROM:<a", "501 5.5.4"), ("MAIL TO:<a@b>", "501 5.5.4"),
      ("MAIL FROM:<a>", "553 5.1.3"), ("MAIL FROM:<a b@c>", "553 5.1.3"),
      ("MAIL FROM:<a@>", "553 5.1.3"), ("MAIL FROM:<@b>", "553 5.1.3"),
      ("MAIL FROM:<\(String(repeating: "x", count: 65))@b>", "553 5.1.3"),
    ])
  func commands(line: String, reply: String) {
    var talk = Talk()
    _ = talk.says("EHLO x")
    #expect(talk.says(line).map { $0.prefix(9) } == [reply[...]])
    #expect(talk.says("NOOP") == ["250 2.0.0 Done"])
  }

  @Test("asks for EHLO first, one mail at a time, and somebody to send it to")
  func order() {
    var talk = Talk()
    #expect(talk.codes(["MAIL FROM:<a@b>"]) == ["503"])
    #expect(talk.codes(["EHLO x", "MAIL FROM:<a@b>", "MAIL FROM:<a@b>"]) == ["250", "250", "503"])
    #expect(talk.codes(["DATA"]) == ["554"])
    #expect(talk.codes(["RSET", "RCPT TO:<a@b>"]) == ["250", "503"])
    #expect(talk.codes(["MAIL FROM:<>", "RCPT TO:<Postmaster>"]) == ["250", "250"])
    #expect(talk.codes(["RCPT TO:<>", "RCPT TO:<a>", "RCPT TO:<a@b> X"]) == ["553", "553", "555"])
    #expect(talk.codes(["EHLO x", "DATA"]) == ["250", "503"], "EHLO forgets the mail")
  }

  @Test("takes no more than it says")
  func limits() {
    let limits = SubmissionLimits(
      commandBytes: 64, textLineBytes: 11, mailBytes: 40, recipients: 2, mistakes: 3)
    var talk = Talk(limits)
    #expect(
      talk.codes(Self.envelope + ["RCPT TO:<b@c>", "RCPT TO:<c@d>"]) == [
        "250", "250", "250", "250", "452",
      ])
    func refused(_ text: String) -> [String] {
      _ = talk.codes(["RSET"] + Self.envelope + ["DATA"])
      return talk.sends(text).map { String($0.prefix(9)) }
    }
    #expect(refused("123456789\r\n") == ["keep 1234", "250 2.0.0"])
    #expect(refused("1234567890\r\n") == ["554 5.6.0"])
    #expect(refused(String(repeating: "1234567\r\n", count: 5)) == ["552 5.3.4"])
    #expect(talk.codes(["FLY", "FLY", "FLY"]) == ["500", "500", "500"])
    #expect(talk.says("FLY") == ["421 4.7.0 Too many mistakes", "close"])
    var full = Talk(limits)
    full.machine.connected(isFull: true)
    #expect(full.actions() == ["421 4.3.2 Too many connections", "close"])
  }

  @Test(
    "no bare CR or LF ends a line, so that no mail begins in another one",
    arguments: ["\n.\r\n", "\r.\r\n", "\n.\n", "\r\n.\n", "\r\n.\r", "a\rb"])
  func smuggling(end: String) {
    var talk = Talk()
    _ = talk.codes(Self.envelope + ["DATA"])
    let inside = "MAIL FROM:<evil@x>\r\nRCPT TO:<a@b>\r\nDATA\r\nbad"
    #expect(
      talk.hears(Array("Hello\(end)\(inside)\r\n.\r\n".utf8)) == [
        "554 5.6.0 A line ends in something else than CR LF"
      ])
    #expect(talk.kept == [])
  }

  // MARK: how well it works

  @Test(
    "a mail is refused for now, lost or left without an answer, as its fate is",
    arguments: [
      (PostBehaviour(hangBeforeDotRate: 1), [], [], 0),
      (PostBehaviour(hangAfterDotRate: 1), ["354"], ["keep x\r\n"], 1),
      (PostBehaviour(dropAfterDotRate: 1), ["354"], ["keep x\r\n", "close"], 1),
      (PostBehaviour(lostRate: 1), ["354"], ["close"], 0),
    ] as [(PostBehaviour, [String], [String], Int)])
  func fates(behaviour: PostBehaviour, data: [String], dot: [String], kept: Int) {
    var talk = Talk(behaviour: behaviour)
    _ = talk.codes(Self.envelope)
    #expect(talk.codes(["DATA"]) == data)
    #expect(talk.sends("x\r\n") == dot)
    #expect(talk.says("NOOP") == [], "nothing is said any more")
    #expect(talk.kept.count == kept)
  }

  @Test("451 comes to RCPT or to the dot, and the connection goes on")
  func refused() {
    var answers: Set<ExactText> = []
    var talk = Talk(behaviour: PostBehaviour(failureRate: 1))
    for _ in 0..<64 {
      let said = talk.codes(Self.envelope + ["DATA"]).joined(separator: " ")
      answers.insert(ExactText(said))
      if said.hasSuffix("354") { #expect(talk.sends("x\r\n") == ["451 4.3.0 Not now"]) }
      _ = talk.says("RSET")
    }
    #expect(answers == ["250 250 451 554", "250 250 250 354"])
    #expect(talk.kept == [])
  }

  @Test("550 comes to the addresses that nobody has, and the others get the mail")
  func unknown() {
    var talk = Talk(behaviour: PostBehaviour(unknown: ["kitty@example.com"]))
    #expect(
      talk.codes(Self.envelope + ["RCPT TO:<tom@example.com>", "DATA"])
        == ["250", "250", "550", "250", "354"])
    _ = talk.sends("x\r\n")
    #expect(talk.kept.map(\.recipients) == [["tom@example.com"]])
  }

  @Test("what comes behind a dot whose answer takes time is answered after it, in order")
  func delay() {
    var talk = Talk(behaviour: PostBehaviour(delaySeconds: 2))
    _ = talk.codes(Self.envelope + ["DATA"])
    #expect(talk.sends("x\r\n") == ["keep x\r\n", "pause 2.0"])
    #expect(talk.says("NOOP") == [])
    #expect(talk.says("QUIT") == [])
    talk.machine.pauseEnded(under: PostBehaviour())
    #expect(
      talk.actions() == ["250 2.0.0 Kept", "250 2.0.0 Done", "221 2.0.0 Goodbye", "close"])
  }

  @Test("whatever comes, it holds no more than a mail and a line, and ends no process")
  func anything() {
    var chance = SplitMix64(seed: 11)
    let words =
      Self.envelope + [
        "DATA", ".", "\r\n", "\n", "\r", "RSET", "<", ">", "\"", "\\", "\0", "\u{ff}", "x", " ",
      ]
    for _ in 0..<300 {
      var talk = Talk(SubmissionLimits(commandBytes: 40, textLineBytes: 20, mailBytes: 60))
      for _ in 0..<60 {
        let word = words[Int(chance.next() % UInt64(words.count))]
        _ = talk.hears(Array((word + (chance.next() % 3 == 0 ? "" : "\r\n")).utf8))
      }
      #expect(talk.kept.allSatisfy { $0.bytes.count <= 60 && !$0.recipients.isEmpty })
    }
  }
}

/// A state machine, and what it does, as text.
private struct Talk {
  var machine: SubmissionStateMachine
  var behaviour: PostBehaviour
  private(set) var kept: [Submission] = []

  init(_ limits: SubmissionLimits = SubmissionLimits(), behaviour: PostBehaviour = PostBehaviour())
  {
    machine = SubmissionStateMachine(limits)
    self.behaviour = behaviour
  }

  mutating func says(_ line: String) -> [String] { hears(Array("\(line)\r\n".utf8)) }

  /// The codes of the answers to some lines.
  mutating func codes(_ lines: [String]) -> [String] {
    lines.flatMap { says($0) }.map { String($0.prefix(3)) }
  }

  /// A text behind DATA, with its dot.
  mutating func sends(_ text: String) -> [String] {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let stuffed = lines.map { $0.first == UInt8(ascii: ".") ? Array(".".utf8) + $0 : Array($0) }
      .joined(separator: "\n".utf8)
    let end = text.isEmpty || text.hasSuffix("\r\n") ? ".\r\n" : "\r\n.\r\n"
    return hears(Array(stuffed) + Array(end.utf8))
  }

  mutating func hears(_ bytes: [UInt8]) -> [String] {
    machine.received(bytes, under: behaviour)
    return actions()
  }

  mutating func actions() -> [String] {
    var all: [String] = []
    while let action = machine.nextAction() {
      switch action {
      case .say(let reply):
        let text = String(decoding: reply.bytes, as: UTF8.self)
        all.append(text.replacing("\r\n", with: "|").trimmingSuffix("|"))
      case .pause(let seconds): all.append("pause \(seconds)")
      case .keep(let submission):
        kept.append(submission)
        all.append("keep \(String(decoding: submission.bytes, as: UTF8.self))")
      case .close: all.append("close")
      }
    }
    return all
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
