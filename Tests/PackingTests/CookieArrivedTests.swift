import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("R-170: the contractor says that a cookie has arrived")
struct CookieArrivedTests {
  private static let secret = WebhookSecret.random()

  private static func bed(
    _ body: @escaping @Sendable (Fixture, UUID, UUID) async throws -> Void
  ) async throws {
    var configuration = PackingConfiguration()
    configuration.cookies.secrets = [WebhookSecret.random(), secret]
    try await withPacking(configuration) { bed in
      let id = try await bed.accept(bed.order())
      let text = try await bed.show(id)["cookie"]?["id"]?.string ?? ""
      let cookie = try #require(UUID(uuidString: text))
      try await body(bed, id, cookie)
    }
  }

  private static func body(_ cookie: UUID) -> JSONValue {
    [
      "type": "cookie.arrived", "timestamp": "2027-03-01T09:00:00Z",
      "data": ["reference": .string(cookie.wire)],
    ]
  }

  private static func call(
    _ bed: Fixture, _ cookie: UUID, id: String = "msg_1", secret: WebhookSecret = secret,
    at time: Date? = nil, body: JSONValue? = nil, to path: UUID? = nil
  ) async throws -> TestAnswer {
    let body = Array((body ?? Self.body(cookie)).text.utf8)
    let webhook = Webhook(id: id, at: time ?? bed.time.now, body: body)
    let headers = Dictionary(
      webhook.headers(signedWith: [secret]).map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    return try await bed.api.send(
      .post, "/api/cookies/\((path ?? cookie).wire)/arrived", body, headers: headers)
  }

  @Test("a signed call marks the cookie, without any token; the history knows who said so")
  func arrived() async throws {
    try await Self.bed { bed, id, cookie in
      let answer = try await Self.call(bed, cookie)
      #expect(answer.status == 204)
      let package = try await bed.show(id)
      #expect(package["cookie"]?["status"] == "arrived")
      #expect(package["version"] == 2)
      let history = try await bed.api.send(
        .get, "/api/packages/\(id.wire)/history", as: Fixture.clerk)
      #expect(history["items"]?.array?.last?["by"] == "contractor")
    }
  }

  @Test("a replay is refused, however often and however many at once; so is an old call")
  func replay() async throws {
    try await Self.bed { bed, id, cookie in
      let answers = try await atOnce(20) { _ in try await Self.call(bed, cookie) }
      #expect(answers.count { $0.status == 204 } == 1)
      #expect(answers.count { $0.status == 409 && $0.problem == "webhook-replayed" } == 19)
      // The contractor may tell twice under different ids: nothing changes.
      #expect(try await Self.call(bed, cookie, id: "msg_2").status == 204)
      #expect(try await bed.history(id) == ["ordered", "cookie_arrived"])
      let old = bed.time.now
      bed.time.advance(by: 301)
      #expect(try await Self.call(bed, cookie, id: "msg_3", at: old).status == 401)
      // What is remembered is forgotten once its time stamp refuses it anyway.
      bed.time.advance(by: 3_600)
      #expect(try await Self.call(bed, cookie, id: "msg_4").status == 204)
      let kept = try await bed.database.admin.query(
        "select id from packing.webhook", as: String.self)
      #expect(kept == ["msg_4"])
    }
  }

  @Test("an unsigned call, a wrong secret, another cookie in the body and nonsense change nothing")
  func refused() async throws {
    try await Self.bed { bed, id, cookie in
      let unsigned = try await bed.api.send(
        .post, "/api/cookies/\(cookie.wire)/arrived", Self.body(cookie))
      #expect(unsigned.status == 401)
      #expect(unsigned.problem == "webhook-refused")
      #expect(try await Self.call(bed, cookie, secret: .random()).status == 401)
      let other = UUID.v7(at: bed.time.now)
      let foreign = try await Self.call(bed, cookie, body: Self.body(other))
      #expect(foreign.status == 400)
      #expect(foreign.mistakes == ["/data/reference"])
      #expect(try await Self.call(bed, other, to: cookie).status == 400)
      let nonsense = try await Self.call(bed, cookie, body: ["type": "order", "more": 1])
      #expect(nonsense.mistakes == ["/data", "/more", "/timestamp", "/type"])
      #expect(try await bed.show(id)["cookie"]?["status"] == "due")
      // Nothing there: and the id is not used up by it.
      #expect(try await Self.call(bed, other).status == 404)
      #expect(try await Self.call(bed, cookie).status == 204)
    }
  }

  @Test("a call that overtakes the answer to our order stands")
  func overtaking() async throws {
    try await Self.bed { bed, id, cookie in
      _ = try await Self.call(bed, cookie)
      let now = bed.time.now
      try await bed.packing.database.execute(
        NoteCookieOrdered(id: cookie, now: now, reference: "tune-1", lateAt: now))
      let package = try await bed.show(id)
      #expect(package["cookie"]?["status"] == "arrived")
      #expect(package["cookie"]?["reference"] == "tune-1")
      #expect(try await bed.history(id) == ["ordered", "cookie_arrived", "cookie_ordered"])
    }
  }
}
