import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

/// What every adapter by which clients pay keeps to until one has authorised it: nobody is led
/// astray, and no card's number comes here.
@Suite("An adapter that enrols", .timeLimit(.minutes(5)))
struct EnrolmentContract {
  private typealias Enroller = EnrollerUnderTest
  private static let enrolment = Enrolment(
    key: "0197", returningTo: "https://mcf.example/invoices?added=1")

  private func with(
    _ enroller: EnrollerUnderTest, _ answers: [ScriptedServer.Answer], within seconds: Double = 60,
    _ body: @escaping @Sendable (any PaymentAdapter, ScriptedServer) async throws -> Void
  ) async throws {
    try await withScriptedServer(answers) { url, server in
      try await body(try enroller.adapter(url, seconds), server)
    }
  }

  @Test("opens a page of the provider's, under the enrolment's key", arguments: Enroller.all)
  func opened(enroller: EnrollerUnderTest) async throws {
    let answer = ScriptedServer.Answer.telling { enroller.opened("s-1", "\($0)/door?s=1").text }
    try await with(enroller, [answer]) { adapter, server in
      let session = EnrolmentSession(
        "s-1", at: "\(adapter.pageOrigin)/door?s=1", of: adapter.pageOrigin)
      #expect(session != nil)
      #expect(await adapter.enrol(Self.enrolment).value == session)
      let asked = try #require(server.questions.first)
      #expect(server.questions.count == 1 && asked.method == .post)
      let key = try #require(HTTPField.Name("Idempotency-Key"))
      #expect(asked.headers[key] == "0197")
      #expect(asked.headers[.authorization] == "Bearer \(ProviderUnderTest.token)")
      guard case .object(let members) = try JSONValue(parsing: asked.body) else {
        Issue.record("no object")
        return
      }
      #expect(members.map(\.value) == [.string(Self.enrolment.returnURL)])
    }
    // At another port there is somebody else.
    try await with(enroller, [.json(enroller.opened("s-1", "http://127.0.0.1:1/door"))]) {
      adapter, _ in
      #expect(await adapter.enrol(Self.enrolment).failure != nil)
    }
  }

  @Test(
    "a page that is elsewhere is none",
    arguments: [
      "https://evil.example/pay", "https://pay.example.evil/", "https://pay.example@evil.example/",
      "http://pay.example/", "//pay.example/", "/pay", "javascript:alert(1)", "https://pay.example",
      "https://pay.example/\n", "https://pay.example/é", "",
    ])
  func elsewhere(url: String) {
    #expect(EnrolmentSession("s-1", at: url, of: "https://pay.example") == nil)
    #expect(EnrolmentSession("s-1", at: "https://pay.example/x", of: "https://pay.example") != nil)
    #expect(EnrolmentSession("s 1", at: "https://pay.example/x", of: "https://pay.example") == nil)
  }

  @Test("tells what the client has decided, and of that session only", arguments: Enroller.all)
  func decided(enroller: EnrollerUnderTest) async throws {
    let answers = [
      enroller.waiting("s&1"), enroller.refused("s&1"),
      enroller.authorised("s&1", "tok_7", "Card …42"),
      enroller.refused("s&2"), enroller.authorised("s&2", "tok_7", "Card …42"),
    ]
    try await with(enroller, answers.map { .json($0) }) { adapter, server in
      let method = try #require(EnrolledMethod(token: "tok_7", label: "Card …42"))
      #expect(await adapter.enrolled("s&1").value == .waiting)
      #expect(await adapter.enrolled("s&1").value == .refused)
      #expect(await adapter.enrolled("s&1").value == .authorised(method))
      #expect(await adapter.enrolled("s&1").failure != nil)
      #expect(await adapter.enrolled("s&1").failure != nil)
      #expect(server.questions.allSatisfy { $0.method == .get && $0.path.hasSuffix("=s%261") })
    }
  }

  @Test(
    "all that is no answer about it is unknown, and it is asked once", arguments: Enroller.all,
    [
      .status(400), .status(401), .status(404), .status(409), .status(500),
      .status(503, headers: [.retryAfter: "7"]), .status(302, headers: [.location: "/sessions"]),
      .text(200, "{}"), .text(200, "null"), .text(200, ""), .cut,
    ] as [ScriptedServer.Answer])
  func unknown(enroller: EnrollerUnderTest, answer: ScriptedServer.Answer) async throws {
    try await with(enroller, [answer]) { adapter, server in
      #expect(await adapter.enrol(Self.enrolment).failure != nil)
      #expect(await adapter.enrolled("s-1").failure != nil)
      #expect(server.questions.count == 2)
    }
  }

  @Test("slowness and nobody there are unknown", arguments: Enroller.all)
  func silence(enroller: EnrollerUnderTest) async throws {
    let nobody = try enroller.adapter("http://127.0.0.1:1", 60)
    #expect(await nobody.enrol(Self.enrolment).failure != nil)
    try await with(enroller, [.slow], within: 0.2) { adapter, _ in
      #expect(await adapter.enrol(Self.enrolment).failure != nil)
      #expect(await adapter.enrolled("s-1").failure != nil)
    }
  }

  @Test("what may be a card's number is not taken, and not told", arguments: Enroller.all)
  func cardNumbers(enroller: EnrollerUnderTest) async throws {
    let numbers = [
      ("4111111111111111", "Card …42"), ("4111-1111-1111-1111", "Card …42"),
      ("tok_7", "Card 4111111111111111"), ("tok_7", "Card 41111"),
    ]
    for (token, label) in numbers {
      let answer = enroller.authorised("s-1", token, label)
      try await with(enroller, [.json(answer)]) { adapter, _ in
        let cause = try #require(await adapter.enrolled("s-1").failure?.cause)
        #expect(!cause.contains("4111") && !cause.contains("41111"), "\(cause)")
      }
    }
  }

  /// `token !~ '^[0-9 -]{12,23}$' and label !~ '[0-9]{5}'`, and both are something.
  @Test("a token is no number of 12 to 23 digits, a label has no 5 of them in a row")
  func rule() {
    func isTaken(_ token: ExactText, _ label: String = "Card …42") -> Bool {
      EnrolledMethod(token: token, label: label) != nil
    }
    let digits = String(repeating: "4", count: 24)
    for count in [11, 24] { #expect(isTaken(ExactText(String(digits.prefix(count))))) }
    for count in 12...23 { #expect(!isTaken(ExactText(String(digits.prefix(count))))) }
    #expect(isTaken("tok_411111111111") && !isTaken("4111-1111-11") && !isTaken("411111 11111 1"))
    #expect(!isTaken("") && !isTaken("tok é") && !isTaken("tok\u{0}"))
    #expect(isTaken("t", "Card 4111 …") && isTaken("t", "Счёт …42") && !isTaken("t", "Card 41111"))
    let long = String(repeating: "ю", count: 100)
    #expect(isTaken("t", long) && !isTaken("t", long + "ю"))
    #expect(!isTaken("t", "") && !isTaken("t", "a\nb"))
    #expect(isTaken("t", "٤١١١١"), "as the table has it: digits are those of ASCII")
    let method = EnrolledMethod(token: "tok_0123456789", label: "Card …42")
    #expect("\(method.map { "\($0)" } ?? "")".contains("tok_01") == false, "no log tells a token")
  }
}
