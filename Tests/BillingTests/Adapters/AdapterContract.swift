import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

/// What every adapter keeps to when it sends an order, whatever its provider says: it moves money once,
/// since a decline is known to be one and everything else is looked up.
@Suite("An adapter that moves money", .timeLimit(.minutes(5)))
struct AdapterContract {
  private typealias Provider = ProviderUnderTest
  private static let patience = 60.0

  /// What an adapter makes of an answer to an order, and what the provider was asked.
  private func send(
    _ provider: ProviderUnderTest, _ answers: [ScriptedServer.Answer], within seconds: Double = 60,
    _ check: @escaping @Sendable (Answered<MoneyState>, ScriptedServer) throws -> Void
  ) async throws {
    try await withScriptedServer(answers) { url, server in
      try check(
        await provider.send(try provider.adapter(url, seconds), ProviderUnderTest.order), server)
    }
  }

  @Test("tells what it is told of this payment", arguments: Provider.all, Provider.standings)
  func answers(provider: ProviderUnderTest, standing: MoneyStanding) async throws {
    let state = ProviderUnderTest.state(standing)
    // What it does not know yet does not disturb it.
    let more = provider.spell(state).with("mood", "purring")
    try await send(provider, [.json(more)]) { answer, _ in #expect(answer.value == state) }
  }

  @Test(
    "asks once, under the try's key, with the whole account and the token", arguments: Provider.all)
  func question(provider: ProviderUnderTest) async throws {
    try await send(provider, [.json(provider.spell(ProviderUnderTest.state()))]) { _, server in
      let asked = try #require(server.questions.first)
      #expect(server.questions.count == 1 && asked.method == .post)
      let key = try #require(HTTPField.Name("Idempotency-Key"))
      #expect(asked.headers[key] == "0195.1")
      #expect(asked.headers[.authorization] == "Bearer \(ProviderUnderTest.token)")
      #expect(String(decoding: asked.body, as: UTF8.self).contains("GH-1234-5678-9042"))
    }
  }

  @Test("an amount other than was asked for is told as it came", arguments: Provider.all)
  func otherAmount(provider: ProviderUnderTest) async throws {
    let state = ProviderUnderTest.state(amount: 59_99)
    try await send(provider, [.json(provider.spell(state))]) { answer, _ in
      #expect(answer.value == state)
    }
  }

  @Test(
    "a status that is no answer about this payment is unknown, be its body as it may",
    arguments: Provider.all, [400, 401, 402, 403, 404, 409, 422, 429, 500, 502, 503, 504])
  func statuses(provider: ProviderUnderTest, code: Int) async throws {
    for standing in [MoneyStanding.paid, .declined(code: "account_closed", isFinal: true)] {
      let body = provider.spell(ProviderUnderTest.state(standing)).text
      let answers: [ScriptedServer.Answer] = [.text(code, body, headers: [.retryAfter: "7"])]
      try await send(provider, answers) { answer, server in
        #expect(answer.failure?.retryAfter == 7)
        #expect(answer.failure?.cause.contains("\(code)") == true)
        #expect(server.questions.count == 1, "it asks again by itself")
      }
    }
  }

  @Test("it goes nowhere else", arguments: Provider.all, [301, 302, 303, 307, 308])
  func redirects(provider: ProviderUnderTest, code: Int) async throws {
    let paid = ScriptedServer.Answer.json(provider.spell(ProviderUnderTest.state()))
    let answers = [ScriptedServer.Answer.status(code, headers: [.location: "/transfers"]), paid]
    try await send(provider, answers) { answer, server in
      #expect(answer.failure != nil && server.questions.count == 1)
    }
  }

  @Test("slowness, a cut line and nobody there are unknown", arguments: Provider.all)
  func silence(provider: ProviderUnderTest) async throws {
    try await send(provider, [.slow], within: 0.2) { answer, _ in #expect(answer.failure != nil) }
    try await send(provider, [.cut]) { answer, _ in #expect(answer.failure != nil) }
    let nobody = try provider.adapter("http://127.0.0.1:1", Self.patience)
    #expect(try await provider.send(nobody, ProviderUnderTest.order).failure != nil)
  }

  @Test("of an answer longer than 64 KiB nothing counts", arguments: Provider.all)
  func oversized(provider: ProviderUnderTest) async throws {
    let paid = provider.spell(ProviderUnderTest.state()).text
    let fits = paid + String(repeating: " ", count: 64 * 1_024 - paid.utf8.count)
    try await send(provider, [.text(200, fits)]) { answer, _ in #expect(answer.value != nil) }
    try await send(provider, [.text(200, fits + " ")]) { answer, _ in
      #expect(answer.failure != nil)
    }
  }

  @Test("a broken body is unknown", arguments: Provider.all)
  func broken(provider: ProviderUnderTest) async throws {
    let declined = provider.spell(
      ProviderUnderTest.state(.declined(code: "account_closed", isFinal: true)))
    var bodies = ["", "null", "[]", "{}", "meow", String(declined.text.dropLast())]
    for name in declined.names {
      bodies += [nil, .null, "\u{0}", "", .object([])].map { declined.with(name, $0).text }
    }
    let (status, amount) = (provider.status, provider.amount)
    bodies.append(declined.with(status.member, status.nonsense).text)
    for nonsense in ["sixty", "60.001", "-60.00", "0.00", .number("-6000"), 0] as [JSONValue] {
      bodies.append(declined.with(amount, nonsense).text)
    }
    for body in bodies {
      try await send(provider, [.text(200, body)]) { answer, _ in
        #expect(answer.failure != nil, "\(body)")
      }
    }
  }

  @Test(
    "another payment's answer is none, and names are the same by their bytes",
    arguments: Provider.all)
  func otherPayment(provider: ProviderUnderTest) async throws {
    for (key, reference) in [
      ("0195.2", "0195"), ("0195.1", "0196"), ("0195.1 ", "0195"), ("\u{30}195.1\u{301}", "0195"),
    ] as [(ExactText, ExactText)] {
      let other = ProviderUnderTest.state(key: key, reference: reference)
      try await send(provider, [.json(provider.spell(other))]) { answer, _ in
        #expect(answer.failure != nil, "\(key) \(reference)")
      }
    }
  }

  @Test(
    "no failure tells the token, the key, the account or what the provider said",
    arguments: Provider.all)
  func secrets(provider: ProviderUnderTest) async throws {
    let told = "GH-1234-5678-9042 \(ProviderUnderTest.token)"
    for answer in [
      .text(401, told), .text(200, told), .slow, .cut, .text(503, told),
      .status(302, headers: [.location: "/?\(ProviderUnderTest.token)"]),
    ] as [ScriptedServer.Answer] {
      try await send(provider, [answer], within: 0.5) { answer, _ in
        let cause = try #require(answer.failure?.cause)
        for secret in [ProviderUnderTest.token, "9042", "0195"] {
          #expect(!cause.contains(secret), "\(cause)")
        }
      }
    }
    #expect("\(ProviderUnderTest.order)".contains("…42"))
    #expect(!"\(ProviderUnderTest.order)".contains("GH-1234"))
    #expect("\(Destination("tok_42"))" == "…")
  }
}
