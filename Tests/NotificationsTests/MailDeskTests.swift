import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300: managers see what was told to whom, and what could not be")
struct MailDeskTests {
  private static let manager = Caller(subject: "boss", roles: [.manager])

  private static func list(_ api: TestAPI, _ query: String = "") async throws -> [JSONValue] {
    let answer = try await api.send(.get, "/api/notifications/mails\(query)", as: manager)
    #expect(answer.status == 200, "\(answer.text)")
    return answer["items"]?.array ?? []
  }

  @Test("the newest first, by state, template and whom they are for, page by page")
  func lists() async throws {
    try await withNotifications { bed in
      let orders = [bed.order(), bed.order(email: "tom@cats.example")]
      bed.office.set("tom@cats.example", .refuse)
      for order in orders { try await bed.accept(order) }
      try await bed.round()
      try await withAPI([bed.desk()]) { api in
        let all = try await Self.list(api)
        #expect(all.count == 6)
        let times = all.compactMap { $0["created_at"]?.string }
        #expect(times.count == 6 && times == times.sorted(by: >))
        #expect(
          try await Self.list(api, "?state=waiting").compactMap { $0["template"]?.string }
            == ["new-job", "new-job"])
        let failed = try await Self.list(api, "?state=failed")
        #expect(failed.compactMap { $0["address"]?.string } == ["tom@cats.example"])
        #expect(failed.first?["cause"]?.string == "refused")
        #expect(try await Self.list(api, "?template=new-package").count == 2)
        let hers = try await Self.list(api, "?recipient=\(orders[0].workerID.wire)")
        #expect(hers.compactMap { $0["recipient_kind"]?.string } == ["worker"])
        let first = try await api.send(
          .get, "/api/notifications/mails?limit=4", as: Self.manager)
        let cursor = try #require(first["next_cursor"]?.string)
        let second = try await Self.list(api, "?limit=4&cursor=\(cursor)")
        #expect((first["items"]?.array ?? []) + second == all)
      }
    }
  }

  @Test("found by the beginning of an address, and by a part of the name of whom they are for")
  func search() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      try await bed.accept(order)
      try await bed.accept(bed.order(email: "100%_sure@cats.example"))
      try await withAPI([bed.desk()]) { api in
        func found(_ text: String) async throws -> [String] {
          try await Self.list(api, "?q=\(text)").compactMap { $0["address"]?.string }
        }
        #expect(try await found("MURK") == [Fixture.client])
        #expect(try await found("cats.example") == [Fixture.worker], "in the register's e-mail")
        #expect(try await found("sik%20PAW") == [Fixture.worker])
        #expect(try await found("100%25_s") == ["100%_sure@cats.example"])
        #expect(try await found("1__%25") == [])
        let short = try await api.send(.get, "/api/notifications/mails?q=mu", as: Self.manager)
        #expect(short.status == 400 && short.mistakes == ["?q"])
      }
    }
  }

  @Test("one mail: each try in the server's words, and what it says, put into words anew")
  func shows() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .putOff)
      try await bed.accept(bed.order())
      try await bed.round()
      bed.office.set(Fixture.client, .take)
      bed.time.advance(by: 60)
      try await bed.round()
      let id = try await bed.id()
      try await withAPI([bed.desk()]) { api in
        let mail = try await api.send(
          .get, "/api/notifications/mails/\(id.wire)", as: Self.manager)
        #expect(mail.status == 200)
        let attempts = mail["attempts"]?.array ?? []
        #expect(
          attempts.map { "\($0["phase"]?.string ?? "") \($0["enhanced"]?.string ?? "")" } == [
            "dot 4.7.1", "done 2.0.0",
          ])
        #expect(attempts.allSatisfy { $0["text"]?.string?.isEmpty == false })
        #expect(mail["title"]?.string?.contains("Tidying: Barsik comes on") == true)
        let text = try #require(mail["text"]?.string)
        #expect(text.contains("Hello Murka,") && text.contains("Moscow time"))
        #expect(bed.office.received.last?.text.contains("Subject: Tidying: Barsik") == true)
        let kept = try await bed.database.admin.query(
          "select count(*) from notifications.message where raw is not null", as: Int64.self)
        #expect(kept == [0], "not read from what was sent")
        let none = try await api.send(
          .get, "/api/notifications/mails/\(UUID.v7(at: bed.time.now).wire)", as: Self.manager)
        #expect(none.status == 404 && none.problem == "no-such-message")
      }
    }
  }

  @Test("an address that a manager gives up is not written to, until it is lifted")
  func suppression() async throws {
    try await withNotifications { bed in
      try await withAPI([bed.desk()]) { api in
        func suppress(_ address: String, _ reason: String) async throws -> TestAnswer {
          try await api.send(
            .post, "/api/notifications/suppressed", as: Self.manager,
            ["address": .string(address), "reason": .string(reason)])
        }
        func lift() async throws -> TestAnswer {
          try await api.send(
            .post, "/api/notifications/suppressed/lift", as: Self.manager,
            ["address": .string(Fixture.client)])
        }
        let first = try await suppress("Murka@cats.example", "she has asked for it")
        #expect(
          first["address"]?.string == Fixture.client && first["source"]?.string == "manager"
            && first["by"]?.string == "boss")
        bed.time.advance(by: 60)
        let again = try await suppress(Fixture.client, "other")
        #expect(again.text == first.text, "it stays as it was")
        try await bed.accept(bed.order())
        try await bed.round()
        #expect(try await bed.standing() == "suppressed suppressed 0 0")
        let listed = try await api.send(
          .get, "/api/notifications/suppressed?q=MUR", as: Self.manager)
        #expect(listed["items"]?.array?.count == 1)
        let others = try await api.send(
          .get, "/api/notifications/suppressed?q=tom", as: Self.manager)
        #expect(others["items"]?.array == [])
        #expect(try await lift().status == 204)
        #expect(try await lift().problem == "not-suppressed")
        try await bed.accept(bed.order())
        try await bed.round()
        #expect(try await bed.standing() == "sent 1 0")
        #expect(try await suppress(Fixture.client, "once more")["reason"]?.string == "once more")
      }
    }
  }

  @Test("what the server said is listed beside it, page by page")
  func serversWords() async throws {
    try await withNotifications { bed in
      for name in ["tom", "mura"] {
        bed.office.set("\(name)@cats.example", .unknown)
        try await bed.accept(bed.order(email: "\(name)@cats.example"))
        try await bed.round()
      }
      try await withAPI([bed.desk()]) { api in
        func page(_ query: String) async throws -> TestAnswer {
          try await api.send(
            .get, "/api/notifications/suppressed?limit=1\(query)", as: Self.manager)
        }
        let first = try await page("")
        let one = try #require(first["items"]?.array?.first)
        #expect(one["address"]?.string == "mura@cats.example")
        #expect(one["source"]?.string == "rcpt" && one["by"] == .null)
        #expect(one["reason"]?.string?.isEmpty == false)
        let second = try await page("&cursor=\(try #require(first["next_cursor"]?.string))")
        #expect(second["items"]?.array?.first?["address"]?.string == "tom@cats.example")
        #expect(second["next_cursor"] == .null)
      }
    }
  }

  @Test("no log has an address or a name")
  func logs() async throws {
    let log = CapturedLog()
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .unknown)
      try await bed.accept(bed.order())
      try await bed.round()
      let module = try bed.desk(logger: log.logger)
      try await withAPI([module], logger: log.logger) { api in
        let id = try await bed.id()
        for path in ["?q=murka@cats", "/\(id.wire)"] {
          _ = try await api.send(.get, "/api/notifications/mails\(path)", as: Self.manager)
        }
        for path in ["mails/\(id.wire)/resend", "suppressed/lift", "suppressed"] {
          _ = try await api.send(
            .post, "/api/notifications/\(path)", as: Self.manager,
            ["address": .string(Fixture.client), "reason": "Murka asked", "why": "Murka"])
        }
      }
    }
    let lines = log.events.joined(separator: "\n")
    #expect(lines.contains("/api/notifications/mails"))
    #expect(!lines.lowercased().contains("murka"), "\(lines)")
  }
}
