import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

/// What every adapter keeps to when it looks something up, and when it is told to by a notice.
@Suite("An adapter that looks", .timeLimit(.minutes(5)))
struct AdapterLookingContract {
  private typealias Provider = ProviderUnderTest

  private func with(
    _ provider: ProviderUnderTest, _ answers: [ScriptedServer.Answer],
    _ body: @escaping @Sendable (any MoneyAdapter, ScriptedServer) async throws -> Void
  ) async throws {
    try await withScriptedServer(answers) { url, server in
      try await body(try provider.adapter(url, 60), server)
    }
  }

  @Test("finds nothing, or everything under the reference, over all pages", arguments: Provider.all)
  func found(provider: ProviderUnderTest) async throws {
    try await with(provider, [.json(provider.page([], "0", false))]) { adapter, server in
      #expect(await adapter.look(up: "0195").value == [])
      #expect(server.questions.map(\.path).allSatisfy { $0.contains("=0195") })
    }
    let states = ProviderUnderTest.standings.map { ProviderUnderTest.state($0) }
    let items = states.map(provider.spell)
    let pages = [
      provider.page(Array(items[..<2]), "2", true), provider.page(Array(items[2...]), "5", false),
    ]
    try await with(provider, pages.map { .json($0) }) { adapter, server in
      #expect(await adapter.look(up: "0195").value == states)
      #expect(server.questions.last?.path.hasSuffix("=2") == true)
    }
  }

  @Test(
    "a refund is told from what comes in by the payment that it gives back",
    arguments: Provider.all)
  func givesBack(provider: ProviderUnderTest) async throws {
    let states = [ProviderUnderTest.state(), ProviderUnderTest.state(givingBack: "p-0")]
    let page = provider.page(states.map(provider.spell), "2", false)
    try await with(provider, [.json(page)]) { adapter, _ in
      #expect(await adapter.look(up: "0195").value == states)
    }
  }

  @Test("a reference goes into the address as it is", arguments: Provider.all)
  func escaped(provider: ProviderUnderTest) async throws {
    try await with(provider, [.json(provider.page([], "0", false))]) { adapter, server in
      _ = await adapter.look(up: "a&since=9#é")
      #expect(server.questions.first?.path.hasSuffix("=a%26since%3D9%23%C3%A9") == true)
    }
  }

  @Test("where a part is missing, nothing is known", arguments: Provider.all)
  func incomplete(provider: ProviderUnderTest) async throws {
    let paid = provider.spell(ProviderUnderTest.state())
    let first = ScriptedServer.Answer.json(provider.page([paid], "1", true))
    let strange = paid.with(provider.status.member, provider.status.nonsense)
    let other = provider.spell(ProviderUnderTest.state(reference: "0196"))
    for rest in [
      .status(503), .status(404), .cut, .text(200, "{}"),
      .json(provider.page([strange], "2", false)),
      .json(provider.page([other], "2", false)),
      // The same page again: it would go on for ever.
      .json(provider.page([paid], "1", true)),
    ] as [ScriptedServer.Answer] {
      try await with(provider, [first, rest]) { adapter, server in
        #expect(await adapter.look(up: "0195").failure != nil, "\(rest)")
        #expect(server.questions.count == 2)
      }
    }
  }

  @Test("a list without end is given up", arguments: Provider.all)
  func endless(provider: ProviderUnderTest) async throws {
    let pages = (1...40).map { ScriptedServer.Answer.json(provider.page([], "\($0)", true)) }
    try await with(provider, pages) { adapter, server in
      #expect(await adapter.look(up: "0195").failure != nil)
      #expect(server.questions.count == 10)
    }
  }

  @Test("the provider's list goes on where it was left", arguments: Provider.all)
  func changes(provider: ProviderUnderTest) async throws {
    let states = ["0195", "0196"].map { ProviderUnderTest.state(reference: $0) }
    let page = provider.page(states.map(provider.spell), "17", true)
    try await with(provider, [.json(page), .status(429, headers: [.retryAfter: "3"])]) {
      adapter, server in
      let first = await adapter.changes(since: nil)
      #expect(first.value == MoneyPage(states, cursor: "17", hasMore: true))
      let second = await adapter.changes(since: "17")
      #expect(second.failure?.retryAfter == 3)
      #expect(server.questions.map { $0.path.hasSuffix("=17") } == [false, true])
    }
  }

  // MARK: notices

  private static let now = Date(timeIntervalSince1970: 1_803_891_600)

  private func read(
    _ provider: ProviderUnderTest, _ body: String, id: String = "msg-1",
    by secret: WebhookSecret = ProviderUnderTest.secret, sent: Date = now, altered: String? = nil
  ) throws -> Notice {
    let webhook = Webhook(id: id, at: sent, body: Array(body.utf8))
    var headers = HTTPFields()
    for (name, value) in webhook.headers(signedWith: [secret]) {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return try provider.adapter("http://127.0.0.1:1", 1)
      .notice(headers, Array((altered ?? body).utf8), at: Self.now)
  }

  private static func body(_ type: String = "transfer.paid", _ reference: String = "0195") -> String
  {
    #"{"type":"\#(type)","timestamp":"2027-03-01T09:00:00Z","data":{"reference":"\#(reference)"}}"#
  }

  @Test(
    "a notice says what to look up and nothing else, in whatever order it comes",
    arguments: Provider.all)
  func notice(provider: ProviderUnderTest) throws {
    let notices = try ["transfer.returned", "transfer.paid", "transfer.pending"].map {
      try read(provider, Self.body($0))
    }
    #expect(notices.map(\.references) == [["0195"], ["0195"], ["0195"]])
    // Sent again it is the same one, by what remembers it.
    let again = try read(provider, Self.body(), sent: Self.now.addingTimeInterval(-299))
    #expect(again.webhook.id == notices[1].webhook.id)
  }

  @Test("a forged, altered or old one is not believed", arguments: Provider.all)
  func forged(provider: ProviderUnderTest) {
    let old = Self.now.addingTimeInterval(-301)
    let attempts: [() throws -> Notice] = [
      { try read(provider, Self.body(), by: .random()) },
      { try read(provider, Self.body(), altered: Self.body("transfer.paid", "0196")) },
      { try read(provider, Self.body(), sent: old) },
      { try read(provider, Self.body(), sent: Self.now.addingTimeInterval(301)) },
      { try provider.adapter("http://127.0.0.1:1", 1).notice([:], [], at: Self.now) },
    ]
    for attempt in attempts { #expect(refusal(of: attempt) == .unauthorized) }
  }

  /// nil: it was believed.
  private func refusal(of attempt: () throws -> Notice) -> HTTPResponse.Status? {
    do {
      _ = try attempt()
      return nil
    } catch {
      return (error as? Problem)?.status
    }
  }

  @Test(
    "one that cannot be read is refused, and remembered by nobody", arguments: Provider.all,
    [
      "", "{}", "[]", "meow", #"{"data":{}}"#, #"{"data":{"reference":7}}"#,
      #"{"data":{"reference":""}}"#, #"{"data":{"reference":"a\u0000b"}}"#,
      #"{"data":{"reference":"é"}}"#,
    ])
  func malformed(provider: ProviderUnderTest, body: String) {
    #expect(refusal(of: { try read(provider, body) }) == .badRequest)
  }
}
