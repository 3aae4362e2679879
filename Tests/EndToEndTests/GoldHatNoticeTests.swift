import Configuration
import Contracts
import FoundationEssentials
import Logging
import ServiceKit
import TestSupport
import Testing

@testable import mcf

/// What Gold Hat's stand-in tells, and how it is told to behave.
@Suite("Gold Hat's notices and behaviour", .timeLimit(.minutes(5))) struct GoldHatNoticeTests {
  @Test("each change is told once, signed so that the adapter believes it")
  func normal() async throws {
    try await withGoldHat { bed in
      await bed.pay()
      try await eventually("it is told") { bed.ear.questions.count == 1 }
      let heard = try bed.heard()
      #expect(heard.map(\.type) == ["transfer.paid"] && heard.map(\.references) == [["0195"]])
      // The same key again changes nothing.
      await bed.pay()
      await bed.pay("0196.1")
      try await eventually("the next one is told") { bed.ear.questions.count == 2 }
      #expect(try bed.heard().last?.references == ["0196"])
    }
  }

  @Test("before the answer, it is heard when the answer comes")
  func beforeAnswer() async throws {
    try await withGoldHat(GoldHatBehaviour(notice: .beforeAnswer)) { bed in
      for number in 1...5 {
        await bed.pay("\(number).1")
        let heard = try bed.heard().flatMap(\.references)
        #expect(heard == (1...number).map { "\($0)" })
      }
    }
  }

  @Test("twice, it is the same one by its id")
  func twice() async throws {
    try await withGoldHat(GoldHatBehaviour(notice: .twice)) { bed in
      await bed.pay()
      try await eventually("it is told twice") { bed.ear.questions.count == 2 }
      #expect(try Set(bed.heard().map(\.id)).count == 1)
    }
  }

  @Test("shuffled, the second one comes first")
  func shuffled() async throws {
    try await withGoldHat(GoldHatBehaviour(pendingSeconds: 0.01, notice: .shuffled)) { bed in
      await bed.pay()
      try await eventually("both are told") { bed.ear.questions.count == 2 }
      #expect(try bed.heard().map(\.type) == ["transfer.paid", "transfer.pending"])
    }
  }

  @Test("of what it keeps back, nothing is lost, and nothing is told that must not be")
  func bag() {
    let notices = (1...3).map { NoticeBag.Notice(id: "\($0)", body: []) }
    var bag = NoticeBag()
    #expect(bag.leaving(notices[0], .none) == [])
    #expect(bag.leaving(notices[0], .shuffled) == [])
    #expect(bag.leaving(notices[1], .normal) == [notices[1], notices[0]])
    #expect(bag.leaving(notices[2], .twice) == [notices[2], notices[2]])
  }

  @Test("a behaviour is taken whole or not at all, and all its mistakes are told at once")
  func mistakes() throws {
    let before = GoldHatBehaviour(delaySeconds: 1, backRate: 0.25)
    func changed(_ json: String) throws -> GoldHatBehaviour {
      try before.changed(by: Form(JSONValue(parsing: json.utf8)))
    }
    let error = #expect(throws: Problem.self) {
      try changed(
        """
        {"delay_seconds": -1, "failure_rate": 2, "lost_answer_rate": "half", "decline_code": "mood",
         "notice": "never", "hold": 1, "back_after_seconds": 1e9, "colour": "gold"}
        """)
    }
    #expect(
      Set(error?.errors.map(\.pointer) ?? []) == [
        "/delay_seconds", "/failure_rate", "/lost_answer_rate", "/decline_code", "/notice", "/hold",
        "/back_after_seconds", "/colour",
      ])
    #expect(try changed("{}") == before)
    var all = before
    all.notice = .shuffled
    all.hold = true
    all.declineCode = .limitReached
    #expect(
      try changed(#"{"notice": "shuffled", "hold": true, "decline_code": "limit_reached"}"#)
        == all)
  }

  @Test("an order with mistakes is refused with all of them")
  func order() throws {
    let error = #expect(throws: Problem.self) {
      try PaymentWish(
        Form(JSONValue(parsing: #"{"account": "GH-1", "amount": "0.00", "text": ""}"#.utf8)),
        to: .account)
    }
    #expect(
      error?.errors.map(\.pointer).sorted() == ["/account", "/amount", "/reference", "/text"])
  }

  @Test("`mcf up` leaves out the parties that are configured, and keeps the others")
  func leftOut() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().wire).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    func sandbox(_ values: [String: String]) throws -> LocalSandbox? {
      try LocalSandbox(
        ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values)),
        folder: StateFolder(folder), host: "127.0.0.1", service: "http://127.0.0.1:1",
        logger: .silent)
    }
    let elsewhere = [
      ["MCF_COOKIE_"]: ["MCF_COOKIE_CONTRACTOR_URL": "http://cookies.example"],
      ["MCF_GOLD_HAT_"]: ["MCF_GOLD_HAT_URL": "http://gold.example"],
      ["MCF_CARD_"]: ["MCF_CARD_URL": "http://card.example"],
      ["MCF_DEBIT_"]: ["MCF_DEBIT_URL": "http://debit.example"],
      ["MCF_SMTP_", "MCF_MAIL_"]: ["MCF_SMTP_URL": "smtp://mx.example"],
    ]
    let all = try #require(try sandbox([:])?.settings)
    #expect(all["MCF_COOKIE_CONTRACTOR_URL"]?.hasSuffix("/cookies") == true)
    for (name, path) in [("GOLD_HAT", "/gold-hat"), ("CARD", "/card"), ("DEBIT", "/debit")] {
      #expect(all["MCF_\(name)_URL"]?.hasSuffix(path) == true)
      #expect(all["MCF_\(name)_KEY"] != nil && all["MCF_\(name)_WEBHOOK_SECRET"] != nil)
    }
    for (prefixes, setting) in elsewhere {
      let left = try #require(try sandbox(setting)?.settings.keys)
      let others = all.keys.filter { name in !prefixes.contains { name.hasPrefix($0) } }
      #expect(Set(left) == Set(others))
    }
    let nobody = elsewhere.values.reduce(into: [:]) { $0.merge($1) { $1 } }
    #expect(try sandbox(nobody) == nil)
  }
}
