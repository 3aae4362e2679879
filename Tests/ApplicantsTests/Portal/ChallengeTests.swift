import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Applicants

@Suite("R-081: who tells cats from programs")
struct ChallengeTests {
  private let second: Nanoseconds = 1_000_000_000

  @Test("five failures in ten seconds, and nobody is asked for thirty; sixteen at once")
  func breaker() {
    var breaker = ChallengeBreaker()
    for number in 0..<5 {
      let now = Int64(number) * 2 * second
      let isAsked = breaker.begin(at: now)
      #expect(isAsked)
      breaker.end(hasFailed: true, at: now)
    }
    let (early, late) = (breaker.begin(at: 37 * second), breaker.begin(at: 38 * second))
    #expect(!early && late)
    let others = (1...16).map { _ in breaker.begin(at: 38 * second) }
    #expect(others == Array(repeating: true, count: 15) + [false])
    breaker.end(hasFailed: false, at: 39 * second)
    let next = breaker.begin(at: 39 * second)
    #expect(next)
  }

  @Test("failures that are far from each other stop nothing")
  func rare() {
    var breaker = ChallengeBreaker()
    for number in 0..<20 {
      let now = Int64(number) * 3 * second
      let isAsked = breaker.begin(at: now)
      #expect(isAsked)
      breaker.end(hasFailed: true, at: now)
    }
  }

  @Test("whoever passes at the provider for this form and on this site is filed, nobody else")
  func verdicts() async throws {
    let keys = PortalKeys(try PortalBed.ring(1))
    let text = keys.tickets.mint(at: PortalBed.start - 60)
    let ticket = try keys.tickets.ticket(text[...], at: PortalBed.start)
    let good: JSONValue = [
      "success": true, "hostname": "apply.mcf.example", "action": "apply",
      "cdata": .string(ticket.cdata),
    ]
    func said(_ name: String, _ value: JSONValue) -> ScriptedServer.Answer {
      guard case .object(let members) = good else { return .json(good) }
      return .json(.object(members.filter { $0.name != ExactText(name) } + [.init(name, value)]))
    }
    let table: [(ScriptedServer.Answer, ChallengeVerdict)] = [
      (.json(good), .passed), (said("success", false), .failed),
      (said("hostname", "elsewhere.example"), .failed), (said("action", "login"), .failed),
      (said("cdata", "another"), .failed), (.json([:]), .unavailable),
      (.text(200, "no JSON"), .unavailable), (.status(500), .unavailable),
      (.json(["success": false, "error-codes": ["invalid-input-response"]]), .failed),
      (.json(["success": false, "error-codes": ["timeout-or-duplicate"]]), .failed),
      (.json(["success": false, "error-codes": ["invalid-input-secret"]]), .unavailable),
      (.json(["success": false, "error-codes": ["internal-error"]]), .unavailable),
    ]
    let sent = Mutex<Set<ExactText>>([])
    for (answer, verdict) in table {
      try await withScriptedServer([answer]) { url, server in
        let provider = Turnstile(
          TurnstileSettings(
            url: url, siteKey: "site", secret: "a-secret", hostname: "apply.mcf.example"),
          ticks: { 0 })
        #expect(await provider.verdict(on: "x", for: ticket, from: "192.0.2.1") == verdict)
        let asked = try JSONValue(parsing: try #require(server.questions.first).body)
        #expect(server.questions[0].path == "/siteverify")
        #expect(asked["secret"]?.string == "a-secret" && asked["response"]?.string == "x")
        #expect(asked["remoteip"]?.string == "192.0.2.1")
        sent.withLock { _ = $0.insert(ExactText(asked["idempotency_key"]?.string ?? "")) }
      }
    }
    // Asked again for one form, it says the same again.
    #expect(sent.withLock { $0.count } == 1)
  }

  @Test("whoever passes is filed, by the page's field as by a program's `challenge_response`")
  func filed() async throws {
    let ring = try PortalBed.ring(1)
    let tickets = PortalKeys(ring).tickets
    let texts = (0..<2).map { _ in tickets.mint(at: PortalBed.start - 60) }
    let passes = try texts.map { text in
      let cdata = try tickets.ticket(text[...], at: PortalBed.start).cdata
      return ScriptedServer.Answer.json([
        "success": true, "hostname": "apply.mcf.example", "action": "apply",
        "cdata": .string(cdata),
      ])
    }
    try await withScriptedServer(passes) { url, server in
      try await withPortal(
        configured: {
          $0.keys = ring
          $0.turnstile = TurnstileSettings(
            url: url, siteKey: "site", secret: "secret", hostname: "apply.mcf.example")
        }) { portal in
          let page = try await portal.apply(texts[0], ["cf-turnstile-response": "of a page"])
          #expect((page.status, page.headers[.location]) == (303, "/apply/sent"))
          let program = try await portal.api.send(
            .post, "/api/applications?t=\(texts[1])",
            [
              "vacancy_id": .string(id(1).wire), "name": "Murka Mews",
              "email": "murka@cats.example", "phone": "+7 495 000-00-01", "age": 3,
              "breed": "Siberian", "coat_colour": "grey", "challenge_response": "of a program",
            ])
          #expect(program.status == 202, "\(program.text)")
          #expect(try await portal.submissions() == 2)
          let said = try server.questions.map { try JSONValue(parsing: $0.body)["response"] }
          #expect(said == ["of a page", "of a program"])
        }
    }
  }

  @Test("case 7: a provider that is slow lets nobody in, and the form comes back as it was")
  func slow() async throws {
    let usual = TurnstileSettings(url: "", siteKey: "", secret: "", hostname: "")
    #expect(usual.time == .seconds(2))
    try await withScriptedServer([.slow]) { url, _ in
      try await withPortal(
        configured: {
          $0.turnstile = TurnstileSettings(
            url: url, siteKey: "site", secret: "secret", hostname: "apply.mcf.example",
            time: .milliseconds(200))
        }) { portal in
          let (ticket, start) = (portal.ticket(), ContinuousClock.now)
          let late = try await portal.apply(ticket, ["cf-turnstile-response": "x"])
          // It goes on sending for a minute.
          #expect(ContinuousClock.now - start < .seconds(30))
          #expect((late.status, late.headers[.retryAfter]) == (503, "30"))
          #expect(
            late.missing([#"value="murka@cats.example""#, "/apply?t=\(ticket)"]) == [])
          #expect(try await portal.submissions() == 0)
        }
    }
  }

  @Test("who does not pass is no failure of the provider's, which goes on being asked")
  func notPassed() async throws {
    let keys = PortalKeys(try PortalBed.ring(1))
    let text = keys.tickets.mint(at: PortalBed.start - 60)
    let ticket = try keys.tickets.ticket(text[...], at: PortalBed.start)
    let no = ScriptedServer.Answer.json(["success": false])
    try await withScriptedServer(Array(repeating: no, count: 8)) { url, _ in
      let provider = Turnstile(
        TurnstileSettings(url: url, siteKey: "s", secret: "s", hostname: "apply.mcf.example"),
        ticks: { 0 })
      for _ in 0..<8 {
        #expect(await provider.verdict(on: "x", for: ticket, from: nil) == .failed)
      }
    }
  }

  @Test("what is no answer of the provider's is not asked about")
  func noAnswer() async throws {
    let keys = PortalKeys(try PortalBed.ring(1))
    let text = keys.tickets.mint(at: PortalBed.start - 60)
    let ticket = try keys.tickets.ticket(text[...], at: PortalBed.start)
    let provider = Turnstile(
      TurnstileSettings(
        url: "http://127.0.0.1:9", siteKey: "s", secret: "s", hostname: "apply.mcf.example"),
      ticks: { 0 })
    for answer in ["", String(repeating: "x", count: 2_049)] {
      #expect(await provider.verdict(on: answer, for: ticket, from: nil) == .failed)
    }
  }

  @Test("what is asked for is on that page alone, whose policy lets it in")
  func widget() async throws {
    try await withPortal(
      configured: {
        $0.turnstile = TurnstileSettings(
          url: "https://challenges.example/v0", siteKey: "site-key", secret: "secret",
          hostname: "apply.mcf.example")
      }) { portal in
        let form = try await portal.get("/apply")
        let policy = form.headers[.contentSecurityPolicy] ?? ""
        #expect(form.text.contains(#"src="https://challenges.example/v0/api.js""#))
        #expect(form.text.contains(#"data-sitekey="site-key" data-action="apply" data-cdata=""#))
        #expect(policy.contains("script-src 'self' https://challenges.example;"))
        #expect(policy.contains("frame-src https://challenges.example"))
        let sent = try await portal.get("/apply/sent")
        #expect(sent.headers[.contentSecurityPolicy]?.contains("challenges") == false)
      }
  }

  @Test("without an answer of the provider's nothing is kept, and the form comes back")
  func unanswered() async throws {
    try await withPortal(
      configured: {
        $0.turnstile = TurnstileSettings(
          url: "http://127.0.0.1:9", siteKey: "site", secret: "secret",
          hostname: "apply.mcf.example")
      }) { portal in
        let ticket = portal.ticket()
        // Of mistakes the cat is told first, and nobody is asked.
        let wrong = try await portal.apply(ticket, ["age": "x", "cf-turnstile-response": "x"])
        #expect(wrong.status == 400)
        let without = try await portal.apply(ticket)
        #expect(without.status == 422 && without.text.contains(#"value="murka@cats.example""#))
        // The provider is away.
        let away = try await portal.apply(ticket, ["cf-turnstile-response": "x"])
        #expect(away.status == 503 && away.headers[.retryAfter] == "30")
        #expect(away.text.contains(#"value="murka@cats.example""#))
        #expect(away.text.contains("/apply?t=\(ticket)"))
        #expect(try await portal.submissions() == 0)
      }
  }
}
