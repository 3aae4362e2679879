import Billing
import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling
@testable import mcf

/// Between the adapters by which clients pay and their providers' stand-ins, over HTTP both ways. What
/// they have in common with Gold Hat, its tests show.
@Suite("Card and direct debit", .timeLimit(.minutes(5))) struct CardTests {
  @Test("what goes by one reference is paid once, by whatever key; after a decline it is not yet")
  func once() async throws {
    try await withCard(CardBehaviour(declineRate: 1)) { bed in
      let declined = MoneyStanding.declined(code: "insufficient_funds", isFinal: false)
      #expect(await bed.collect().value?.standing == declined)
      bed.behave { $0.declineRate = 0 }
      let paid = try #require(await bed.collect("0195.2").value)
      #expect(paid.standing == .paid && paid.amount == Money(hundredths: 95_00))
      #expect(await bed.collect("0195.2").value == paid)
      // Whoever loses count learns nothing that could be taken for a decline.
      #expect(await bed.collect("0195.3").failure?.cause == "answered 409")
      #expect(try await bed.known().map(\.standing) == [declined, .paid])
      #expect(bed.office.payments.map(\.times) == [1, 2])
      bed.behave { $0.pendingSeconds = 3_600 }
      #expect(await bed.collect("0196.1").value?.standing == .pending)
      #expect(await bed.collect("0196.2").failure?.cause == "answered 409")
    }
  }

  @Test("what was disputed may be paid again")
  func disputed() async throws {
    try await withCard(CardBehaviour(backRate: 1)) { bed in
      await bed.collect()
      try await eventually("it comes back") {
        try await bed.known().map(\.standing) == [.back(cause: "disputed")]
      }
      bed.behave { $0.backRate = 0 }
      #expect(await bed.collect("0195.2").value?.standing == .paid)
    }
  }

  @Test("what was taken outlives the provider, and what was pending then is paid after it")
  func shelf() async throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "mcf-\(UUID().wire).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let shelf = PaymentShelf(file: file.path)
    try await withCard(CardBehaviour(pendingSeconds: 3_600), shelf: shelf) { bed in
      #expect(await bed.collect().value?.standing == .pending)
    }
    try await withCard(shelf: shelf) { bed in
      try await eventually("it is paid") { try await bed.known().map(\.standing) == [.paid] }
      #expect(await bed.collect("0196.1").value?.standing == .paid)
      #expect(Set(bed.office.payments.map(\.id)).count == 2)
    }
  }

  @Test("an answer that is lost leaves a payment, which looking finds and the same key repeats")
  func lostAnswer() async throws {
    try await withCard(CardBehaviour(lostAnswerRate: 1)) { bed in
      for number in 1...8 { #expect(await bed.collect("\(number).1").value == nil) }
      bed.behave { $0.lostAnswerRate = 0 }
      let found = try await bed.known("7")
      #expect(found.map(\.standing) == [.paid])
      #expect(await bed.collect("7.1").value == found.first)
      #expect(bed.office.payments.count == 8)
    }
  }

  @Test("what is given back is found under its own reference, and is never more than was collected")
  func givenBack() async throws {
    try await withCard { bed in
      let paid = try #require(await bed.collect().value).providerReference
      let half = try #require(await bed.giveBack(paid, "r1.1", 45_00).value)
      #expect(half.standing == .paid && half.reference == "r1")
      #expect(await bed.giveBack(paid, "r1.1", 45_00).value == half)
      #expect(try await bed.known("r1") == [half])
      let refused = MoneyStanding.declined(code: "not_refundable", isFinal: true)
      #expect(await bed.giveBack(paid, "r2.1", 50_01).value?.standing == refused)
      #expect(await bed.giveBack("card-99", "r3.1", 1).value?.standing == refused)
      #expect(await bed.giveBack(paid, "r4.1", 50_00).value?.standing == .paid)
      #expect(try await bed.known().map(\.providerReference) == [paid])
    }
  }

  @Test("a direct debit is pending, then paid, and comes back; or it fails")
  func debit() async throws {
    try await withDirectDebit(DirectDebitBehaviour(pendingSeconds: 3_600)) { bed in
      #expect(await bed.collect("1.1").value?.standing == .pending)
      bed.behave { $0.pendingSeconds = 0.01 }
      #expect(await bed.collect("2.1").value?.standing == .pending)
      try await eventually("it is paid") { try await bed.known("2").map(\.standing) == [.paid] }
      bed.behave { $0.backRate = 1 }
      await bed.collect("3.1")
      try await eventually("it comes back") {
        try await bed.known("3").map(\.standing) == [.back(cause: "returned_by_payer")]
      }
      bed.behave {
        $0.declineRate = 1
        $0.declineCode = .revoked
      }
      await bed.collect("4.1")
      try await eventually("it fails") {
        try await bed.known("4").map(\.standing) == [.declined(code: "revoked", isFinal: true)]
      }
      try await eventually("all of them are told of") {
        try Set(bed.heard().flatMap(\.references)) == ["1", "2", "3", "4"]
      }
      #expect(try bed.heard().allSatisfy { $0.type == "payments.changed" })
    }
  }

  @Test("while a notice is under way, what comes is gathered for the next one")
  func batch() throws {
    let wish = try PaymentWish(
      Form(
        JSONValue(
          parsing: #"{"reference": "r", "token": "t", "amount": "1.00", "text": "x"}"#.utf8)),
      to: .token)
    var book = PaymentBook(mark: "debit")
    let payments = (1...NoticeBatch.most + 3).map {
      book.take(wish, under: "\($0)", as: .paid, at: Date())
    }
    var single = NoticeBatch(isBatching: false)
    for payment in payments.prefix(3) { #expect(single.leaving(payment) == [payment]) }
    #expect(single.next() == nil)
    var batch = NoticeBatch(isBatching: true)
    #expect(batch.leaving(payments[0]) == [payments[0]])
    for payment in payments.dropFirst() { #expect(batch.leaving(payment) == nil) }
    #expect(batch.next() == Array(payments[1...NoticeBatch.most]))
    #expect(batch.next() == Array(payments[(NoticeBatch.most + 1)...]))
    #expect(batch.next() == nil)
    #expect(batch.leaving(payments[0]) == [payments[0]], "after it, nothing is under way")
  }

  @Test("each is offered where it has an address, and their keys live as long as documented")
  func offered() {
    var providers = PaymentProviders()
    #expect(providers.adapters.isEmpty)
    providers.card.url = "https://card.example/v1"
    #expect(providers.adapters.isEmpty)
    providers.card.key = "k"
    providers.directDebit = providers.card
    let names = providers.adapters.map { type(of: $0).name }
    #expect(names == ["card", "direct_debit"])
    #expect(providers.adapters.map(\.keyLife) == [.seconds(86_400), .seconds(2_592_000)])
    #expect(
      providers.adapters.map(\.pageOrigin) == Array(repeating: "https://card.example", count: 2))
  }
}
