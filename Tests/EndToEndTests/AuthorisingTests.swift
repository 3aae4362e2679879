import AsyncHTTPClient
import Billing
import Contracts
import FoundationEssentials
import NIOCore
import NIOHTTP1
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling
@testable import mcf

/// The page on which a client authorises a provider's stand-in, and what the adapter learns of it.
@Suite("Authorising", .timeLimit(.minutes(5))) struct AuthorisingTests {
  private static let home = "http://127.0.0.1:8080/invoices?added=1"

  private static func enrolment(_ url: String = home, key: ExactText = "0197") -> Enrolment {
    Enrolment(key: key, returningTo: url)
  }

  @Test("a client who authorises is led back, and the adapter gets a token and a label")
  func authorised() async throws {
    try await withCard { bed in
      let session = try #require(await bed.adapter.enrol(Self.enrolment()).value)
      #expect(await bed.adapter.enrol(Self.enrolment()).value == session, "one session a key")
      #expect(await bed.adapter.enrolled(session.id).value == .waiting)
      let page = try await Self.send(.GET, session.authoriseURL)
      #expect(page.status == .ok && page.body.contains("from your card"))
      #expect(page.body.contains(#"value="authorise""#) && page.body.contains(#"value="refuse""#))
      let policy = page.headers.first(name: "content-security-policy") ?? ""
      #expect(policy.contains("form-action 'self' http://127.0.0.1:8080;"))
      let answer = try await Self.decide("authorise", session, bed.url)
      #expect(answer.status == .seeOther && answer.headers.first(name: "location") == Self.home)
      let state = await bed.adapter.enrolled(session.id).value
      guard case .authorised(let method) = state else {
        Issue.record("\(String(describing: state))")
        return
      }
      #expect(method.label.wholeMatch(of: /Card …[0-9]{2}/) != nil)
      // The first decision counts.
      _ = try await Self.decide("refuse", session, bed.url)
      #expect(await bed.adapter.enrolled(session.id).value == state)
    }
  }

  @Test("a client who refuses is led back too, and nothing is there to collect from")
  func refused() async throws {
    try await withDirectDebit { bed in
      let session = try #require(await bed.adapter.enrol(Self.enrolment()).value)
      let page = try await Self.send(
        .GET, session.authoriseURL, headers: ["Accept-Language": "ru"])
      #expect(page.body.contains("с вашего счёта") && page.body.contains("Отказать"))
      let answer = try await Self.decide("refuse", session, "\(bed.url)", at: "/debit/authorise")
      #expect(answer.headers.first(name: "location") == Self.home)
      #expect(await bed.adapter.enrolled(session.id).value == .refused)
    }
  }

  @Test(
    "a session leads back to this machine or to the public address, and nowhere else",
    arguments: [
      "https://evil.example/", "https://mcf.example.evil.example/", "http://mcf.example/",
      "https://mcf.example:8443/", "https://mcf.example@evil.example/", "//mcf.example/", "/home",
      "http://127.0.0.1.evil.example/", "http://localhost.evil.example/",
      "http://localhost@evil.example",
      "http://127.0.0.1:80@evil.example/", "http://127.0.0.1\\.evil.example/",
      "http://127.0.0.1:8x/",
      "javascript:alert(1)", "https://mcf.example/a b", "https://mcf.example/\u{e9}",
      "HTTP://127.0.0.1/",
    ])
  func elsewhere(url: String) async throws {
    try await withCard(publicURL: "https://mcf.example/shop") { bed in
      #expect(await bed.adapter.enrol(Self.enrolment(url)).failure?.cause == "answered 400")
    }
  }

  @Test(
    "these it leads back to",
    arguments: [
      "https://mcf.example", "https://mcf.example/invoices?a=b#c", "http://localhost:1/",
      "http://[::1]:8080/x",
      "http://127.0.0.1/x",
    ])
  func back(url: String) {
    #expect(ReturnRule(publicURL: "https://mcf.example/shop").origin(of: url) != nil)
  }

  @Test("it is opened for whoever has the key, once a key, as badly as the provider works")
  func opening() async throws {
    try await withCard { bed in
      var configuration = bed.configuration
      configuration.key = "another"
      let stranger = try #require(CardAdapter(configuration))
      #expect(await stranger.enrol(Self.enrolment()).failure?.cause == "answered 401")
      #expect(await stranger.enrolled("x").failure?.cause == "answered 401")
      #expect(await bed.adapter.enrolled("x").failure?.cause == "answered 404")
      let session = try #require(await bed.adapter.enrol(Self.enrolment()).value)
      let other = Self.enrolment("http://127.0.0.1/other")
      #expect(await bed.adapter.enrol(other).failure?.cause == "answered 409")
      bed.behave { $0.lostAnswerRate = 1 }
      #expect(await bed.adapter.enrol(Self.enrolment(key: "0198")).failure != nil)
      #expect(await bed.adapter.enrol(Self.enrolment()).failure != nil)
      bed.behave { $0.lostAnswerRate = 0 }
      #expect(await bed.adapter.enrol(Self.enrolment()).value == session)
    }
  }

  @Test("other sites decide nothing, and what is no decision is none")
  func refusals() async throws {
    try await withCard { bed in
      let session = try #require(await bed.adapter.enrol(Self.enrolment()).value)
      let forged = try await Self.decide(
        "authorise", session, bed.url, headers: ["Sec-Fetch-Site": "cross-site"])
      #expect(forged.status == .forbidden)
      #expect(try await Self.decide("maybe", session, bed.url).status == .badRequest)
      let unknown = try await Self.send(
        .POST, "\(bed.url)/card/authorise", "session=x&decision=authorise")
      #expect(unknown.status == .notFound)
      #expect(try await Self.send(.GET, "\(bed.url)/card/authorise?session=x").status == .notFound)
      #expect(await bed.adapter.enrolled(session.id).value == .waiting)
    }
  }

  // MARK: a browser

  private struct Answer {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: String
  }

  private static func decide(
    _ decision: String, _ session: EnrolmentSession, _ url: String,
    at path: String = "/card/authorise", headers: HTTPHeaders = [:]
  ) async throws -> Answer {
    try await send(
      .POST, url + path, "session=\(session.id)&decision=\(decision)", headers: headers)
  }

  /// Sends a form, or nothing; redirects are not followed.
  private static func send(
    _ method: HTTPMethod, _ url: String, _ form: String? = nil, headers: HTTPHeaders = [:]
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    request.method = method
    request.headers = headers
    if let form {
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer(string: form))
    }
    let answer = try await client.execute(request, timeout: .seconds(30))
    let body = try await answer.body.collect(upTo: 1 << 20)
    return Answer(status: answer.status, headers: answer.headers, body: String(buffer: body))
  }

  private static let client = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
}
