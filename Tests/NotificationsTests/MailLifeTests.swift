import Contracts
import Testing

@testable import Mail
@testable import Notifications

@Suite("R-300: what becomes of a mail")
struct MailLifeTests {
  typealias Finding = MailLife.Finding

  @Test("whoever is not under way stays what it is, whatever is heard of it")
  func onlyUnderWay() {
    for state in MailState.allCases where state != .sending {
      for finding in Finding.allCases {
        var life = MailLife(state, tries: 1)
        #expect(life.take(finding) == nil && life.state == state)
      }
    }
  }

  @Test("each finding settles it with a reason, or queues it with a pause, and never both")
  func turns() {
    for finding in Finding.allCases {
      var life = MailLife(tries: 1)
      let turn = life.take(finding)
      #expect(turn?.state == life.state && life.state != .sending, "\(finding)")
      #expect((turn?.pause == nil) == life.state.isSettled, "\(finding)")
      let mustSayWhy = life.state.isSettled && life.state != .sent
      #expect((turn?.cause != nil) == mustSayWhy, "\(finding)")
      #expect(turn?.isRepeat == (finding == .unclear))
      #expect(turn?.suppresses == (finding == .noSuchMailbox))
    }
  }

  @Test("pauses of 1, 5, 15, 60, 240 minutes; one without a server")
  func pauses() {
    func minutes(_ finding: Finding, _ tries: Int) -> Double? {
      var life = MailLife(tries: tries)
      return life.take(finding)?.pause.map { $0 / .seconds(60) }
    }
    for finding in [Finding.putOff, .broken] {
      #expect((1...7).map { minutes(finding, $0) } == [1, 5, 15, 60, 240, 240, 240])
    }
    for tries in [1, 3, 9] {
      #expect(minutes(.unreached, tries) == 1)
    }
  }

  @Test("unclear, it is sent again after 15, 60 and 240 minutes, then fails, however often tried")
  func unclearAgain() {
    for tries in [1, 9] {
      let turns = (0...4).map { repeats in
        var life = MailLife(tries: tries + repeats, repeats: repeats)
        return life.take(.unclear)
      }
      for (turn, minutes) in zip(turns, [15, 60, 240]) {
        #expect(
          turn == .init(state: .queued, pause: .seconds(60 * minutes), isRepeat: true))
      }
      for turn in turns.dropFirst(3) { #expect(turn == .init(state: .failed, cause: .unclear)) }
    }
  }

  /// A server that takes mails, over a line on which whatever is said may be lost.
  @Test("it is delivered once, and once more for each unclear end; sent only if the server said so")
  func delivered() {
    var random = SplitMix64(seed: 5)
    for _ in 0..<20_000 {
      var (delivered, repeats, tries) = (0, 0, 0)
      var life = MailLife(.queued, tries: 0)
      while !life.state.isSettled {
        tries += 1
        life = MailLife(tries: tries, repeats: repeats)
        let finding: Finding
        switch Int.random(in: 0..<8, using: &random) {
        case 0: finding = .unreached
        case 1: finding = .broken
        case 2: finding = .putOff
        case 3:
          // The answer is lost; whether the mail was taken nobody knows.
          delivered += Bool.random(using: &random) ? 1 : 0
          finding = .unclear
        case 4 where tries > 5: finding = .tooOld
        case 5: finding = .refused
        default:
          delivered += 1
          finding = .taken
        }
        if life.take(finding)?.isRepeat == true { repeats += 1 }
      }
      #expect(delivered <= 1 + repeats && repeats <= 3)
      #expect(life.state != .sent || delivered > 0)
    }
  }

  @Test(
    "what a try that failed means",
    arguments: [
      (SMTPPhase.rcpt, 550, "5.1.1 no such cat", Finding.noSuchMailbox),
      (.rcpt, 550, "5.1.10 no mail is taken", .noSuchMailbox),
      // Of the sender's address, though it is said of the recipient.
      (.rcpt, 550, "5.1.8 bad sender", .refused), (.rcpt, 550, "5.1.7 bad sender", .refused),
      (.rcpt, 550, "no such cat", .refused), (.rcpt, 552, "5.2.2 full", .refused),
      (.mail, 550, "5.1.1 no such cat", .refused), (.dot, 554, "5.6.0 not this", .refused),
      (.rcpt, 450, "4.2.0 busy", .putOff), (.dot, 451, "4.7.1 later", .putOff),
      (.mail, 421, "4.3.2 closing", .putOff), (.connect, 554, "5.7.1 go away", .unreached),
      (.auth, 535, "5.7.8 wrong", .unreached), (.tls, 454, "4.7.0 no TLS", .unreached),
    ] as [(SMTPPhase, Int, String, Finding)])
  func refusals(phase: SMTPPhase, code: Int, text: String, meaning: Finding) {
    let reply = SMTPReply(code: code, raw: [Array(text.utf8)])
    #expect(Finding(SMTPFailure(phase, .refused(reply))) == meaning)
  }

  @Test("only what fails behind the dot, and is no refusal, is unclear")
  func unclear() {
    let reasons: [SMTPFailure.Reason] = [
      .closed, .tooSlow(.seconds(600)), .unreadable("x"), .stopped,
      .unexpected(SMTPReply(code: 354, raw: [[]])),
    ]
    for reason in reasons {
      for phase in SMTPPhase.allCases {
        let finding = Finding(SMTPFailure(phase, reason))
        switch phase {
        case .dot: #expect(finding == .unclear)
        case .connect, .tls, .auth: #expect(finding == .unreached)
        case .mail, .rcpt, .data, .done: #expect(finding == .broken)
        }
      }
    }
    #expect(Finding(SMTPFailure(.mail, .addressNotASCII)) == .addressUnusable)
    #expect(Finding(SMTPFailure(.mail, .tooLarge(mostBytes: 1))) == .tooLarge)
  }
}
