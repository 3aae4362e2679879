import Billing
import Configuration
import Contracts
import FoundationEssentials
import Logging
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling
@testable import mcf

/// Between the adapter and Gold Hat's stand-in, over HTTP both ways.
@Suite("Gold Hat", .timeLimit(.minutes(5))) struct GoldHatTests {
  @Test("a key pays once, however often it is sent, and never something else")
  func once() async throws {
    try await withGoldHat { bed in
      let paid = try #require(await bed.pay().value)
      #expect(paid.standing == .paid && paid.isOf(GoldHatBed.order()))
      #expect(paid.amount == Money(hundredths: 60_00))
      #expect(await bed.pay().value == paid)
      #expect(try await bed.known() == [paid])
      #expect(await bed.pay(amount: 60_01).failure?.cause == "answered 409")
      #expect(bed.office.payments.map(\.times) == [2])
      #expect(bed.office.payments.map(\.wish.destination.text) == [GoldHatBed.account])
      // A further try under the same reference is another transfer.
      _ = await bed.pay("0195.2")
      #expect(try await bed.known().map(\.key) == ["0195.1", "0195.2"])
      #expect(try await bed.known("0196") == [])
    }
  }

  @Test("what it turns away it has not taken; it says when to come again")
  func failure() async throws {
    try await withGoldHat(GoldHatBehaviour(failureRate: 1)) { bed in
      #expect(await bed.pay().failure?.retryAfter == 1)
      let known = try await bed.known()
      #expect(known == [])
    }
  }

  @Test(
    "an answer that is lost leaves a transfer, which looking finds and the same key pays no more")
  func lostAnswer() async throws {
    try await withGoldHat(GoldHatBehaviour(lostAnswerRate: 1)) { bed in
      for number in 1...12 { #expect(await bed.pay("\(number).1").value == nil) }
      #expect(bed.office.payments.count == 12)
      bed.behave { $0.lostAnswerRate = 0 }
      let found = try await bed.known("7")
      #expect(found.map(\.standing) == [.paid])
      #expect(await bed.pay("7.1").value == found.first)
      #expect(bed.office.payments.count == 12)
    }
  }

  @Test("it declines for a reason, which is final or not", arguments: GoldHatCode.allCases)
  func declined(code: GoldHatCode) async throws {
    try await withGoldHat(GoldHatBehaviour(declineRate: 1, declineCode: code)) { bed in
      let expected = MoneyStanding.declined(
        code: ExactText(code.rawValue), isFinal: code != .limitReached)
      #expect(await bed.pay().value?.standing == expected)
      let known = try await bed.known()
      #expect(known.map(\.standing) == [expected])
    }
  }

  @Test("pending comes before paid or declined, and what was paid may come back")
  func life() async throws {
    try await withGoldHat(GoldHatBehaviour(pendingSeconds: 3_600)) { bed in
      #expect(await bed.pay("1.1").value?.standing == .pending)
      bed.behave { $0.pendingSeconds = 0.01 }
      #expect(await bed.pay("2.1").value?.standing == .pending)
      try await eventually("it is paid") {
        try await bed.known("2").map(\.standing) == [.paid]
      }
      bed.behave { $0.backRate = 1 }
      await bed.pay("3.1")
      try await eventually("it comes back") {
        try await bed.known("3").map(\.standing) == [.back(cause: "account_closed")]
      }
      bed.behave { $0.declineRate = 1 }
      await bed.pay("4.1")
      try await eventually("it is declined") {
        try await bed.known("4").map(\.standing)
          == [.declined(code: "account_closed", isFinal: true)]
      }
      #expect(try await bed.known("1").map(\.standing) == [.pending])
      try await eventually("all is told, in order") {
        try bed.heard().filter { $0.references == ["3"] }.map(\.type)
          == ["transfer.pending", "transfer.paid", "transfer.returned"]
      }
    }
  }

  @Test("of two transfers for one order both are told")
  func paidTwice() async throws {
    try await withGoldHat(GoldHatBehaviour(payTwiceRate: 1)) { bed in
      await bed.pay()
      let found = try await bed.known()
      #expect(found.map(\.key) == ["0195.1", "0195.1"])
      #expect(Set(found.map(\.providerReference)).count == 2)
    }
  }

  @Test("an answer is held until it is told to come, and keeps nobody from stopping")
  func held() async throws {
    try await withGoldHat(GoldHatBehaviour(hold: true)) { bed in
      async let answer = bed.pay("1.1")
      let impatient = Task { await bed.pay("2.1") }
      try await eventually("both are taken") { bed.office.payments.count == 2 }
      impatient.cancel()
      #expect(await impatient.value.value == nil)
      bed.behave { $0.hold = false }
      #expect(await answer.value?.standing == .paid)
      bed.behave { $0.hold = true }
      Task { await bed.pay("3.1") }
      try await eventually("the third is taken") { bed.office.payments.count == 3 }
    }
  }

  @Test("a slow one has taken what it has not yet answered")
  func slow() async throws {
    try await withGoldHat(GoldHatBehaviour(delaySeconds: 3_600)) { bed in
      let asking = Task { await bed.pay() }
      try await eventually("it is paid") { try await bed.known().map(\.standing) == [.paid] }
      asking.cancel()
      #expect(await asking.value.value == nil)
    }
  }

  @Test("its list is read through page by page, each transfer as it stands now")
  func list() async throws {
    try await withGoldHat { bed in
      for number in 1...PaymentBook.pageLength + 5 { await bed.pay("\(number).1") }
      let first = try #require(await bed.adapter.changes(since: nil).value)
      #expect(first.states.count == PaymentBook.pageLength && first.hasMore)
      let rest = try #require(await bed.adapter.changes(since: first.cursor).value)
      #expect(rest.states.map(\.reference) == ["101", "102", "103", "104", "105"])
      let end = try #require(await bed.adapter.changes(since: rest.cursor).value)
      #expect(end == MoneyPage([], cursor: rest.cursor, hasMore: false))
      #expect(await bed.adapter.changes(since: "meow").failure?.cause == "answered 400")
    }
  }

  @Test("whoever has not its key is nobody, and learns nothing")
  func stranger() async throws {
    try await withGoldHat { bed in
      let stranger = try bed.asking { $0.key = "another" }
      #expect(await stranger.payOut(GoldHatBed.order()).failure?.cause == "answered 401")
      #expect(await stranger.look(up: "0195").failure?.cause == "answered 401")
      #expect(bed.office.payments.isEmpty)
    }
  }

  @Test("no log tells key, secret, token or account, at whatever level")
  func log() async throws {
    let log = CapturedLog(level: .trace)
    try await withGoldHat(hearing: .status(404), logger: log.logger) { bed in
      for number in 1...3 { await bed.pay("\(number).1", amount: 60_00) }
      bed.behave { $0.lostAnswerRate = 1 }
      for number in 4...9 { await bed.pay("\(number).1") }
      try await eventually("it is warned") {
        log.events.contains { $0.contains("nobody wants to hear") }
      }
      let secret = bed.configuration.secrets[0].text
      for word in ["the-key-of-mcf", secret, GoldHatBed.account, "9042", "v1,"] {
        #expect(log.events.filter { $0.contains(word) } == [], "\(word)")
      }
    }
  }

  @Test("it is offered where it has an address, and wants a key there")
  func configured() throws {
    func read(_ values: [String: String]) throws -> ProviderConfiguration {
      try ProviderConfiguration(
        ConfigReader(provider: EnvironmentVariablesProvider(environmentVariables: values)), .goldHat
      )
    }
    #expect(try GoldHat(read([:])) == nil)
    #expect(try GoldHat(read(["MCF_GOLD_HAT_KEY": "k"])) == nil)
    let (url, key) = (["MCF_GOLD_HAT_URL": "https://gold.example/v1/"], "MCF_GOLD_HAT_KEY")
    #expect(try GoldHat(read(url.merging([key: "k"]) { $1 })) != nil)
    for bad in [url, url.merging([key: ""]) { $1 }, url.merging([key: "se cret"]) { $1 }] {
      let error = #expect(throws: SettingError.self) { try read(bad) }
      #expect(error?.name == key && error?.description.contains("cret") == false)
    }
  }
}
