import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300: who asks for a mail once more gets another one, and one only")
struct ResendTests {
  private static let manager = Caller(subject: "boss", roles: [.manager])

  private static func resend(
    _ id: UUID, _ api: TestAPI, why: String? = "lost", by caller: Caller = manager,
    key: String? = nil
  ) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/notifications/mails/\(id.wire)/resend", as: caller,
      .object(why.map { [.init("why", .string($0))] } ?? []),
      headers: key.map { ["Idempotency-Key": $0] } ?? [:])
  }

  /// A mail that the server has not taken, and takes no other one for the client either.
  private static func refused(_ order: OrderFacts, _ bed: Fixture) async throws -> UUID {
    bed.office.set(Fixture.client, .refuse)
    try await bed.accept(order)
    try await bed.round()
    return try await bed.id()
  }

  private static func rows(_ bed: Fixture) async throws -> [String] {
    try await bed.database.admin.query(
      """
      select concat_ws(' ', nth, state, cause, resent_by, resent_why)
      from   notifications.message
      where  template = 'order-stands'
      order  by nth
      """, as: String.self)
  }

  @Test(
    "what was refused goes out as a mail of its own: its id, its Date, of use for a day from now")
  func failed() async throws {
    try await withNotifications { bed in
      let order = bed.order(hours: 1)
      let first = try await Self.refused(order, bed)
      bed.office.set(Fixture.client, .take)
      // The order's time is over, and so is the first one's use.
      bed.time.set(order.scheduledAt.addingTimeInterval(60))
      try await withAPI([bed.desk()]) { api in
        let answer = try await Self.resend(first, api)
        #expect(answer.status == 201)
        let second = try await bed.id()
        #expect(
          answer.headers[.location] == "/api/notifications/mails/\(second.wire)"
            && second != first)
        try await bed.round()
        #expect(try await Self.rows(bed) == ["0 failed refused", "1 sent boss lost"])
        let mails = bed.office.received.filter { $0.recipient == Fixture.client }
        let mail = try #require(mails.last)
        #expect(mail.text.contains("Date: \(Self.date(bed.time.now))\r\n"))
        let ids = mails.compactMap {
          $0.text.firstMatch(of: #/Message-ID: <([^>]+)>/#).map { ExactText(String($0.1)) }
        }
        #expect(ids.count == 2 && ids[0] != ids[1], "to receivers it is another mail")
        let ages = try await bed.database.admin.query(
          """
          select extract(epoch from expires_at - created_at)::int8
          from   notifications.message
          where  nth = 1
          """, as: Int64.self)
        #expect(ages == [86_400])
      }
    }
  }

  /// As in a header, on the day that tests are on.
  private static func date(_ instant: Date) -> String {
    let clock = Timestamp.format(instant).split(separator: "T")[1].prefix(8)
    return "Mon, 01 Mar 2027 \(clock) +0000"
  }

  @Test("a replay of its event makes nothing, before and after it")
  func replay() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      let first = try await Self.refused(order, bed)
      try await withAPI([bed.desk()]) { api in
        for _ in 0..<2 {
          #expect(try await Self.resend(bed.id(), api).status == 201)
          try await bed.accept(order)
          try await bed.round()
          try await bed.accept(order)
        }
        #expect(
          try await Self.rows(bed) == [
            "0 failed refused", "1 failed refused boss lost", "2 failed refused boss lost",
          ])
        // Whichever of them is chosen, it goes on from the last.
        #expect(try await Self.resend(first, api).status == 201)
        #expect(try await Self.rows(bed).count == 4)
      }
    }
  }

  @Test(
    "many managers at once, each with a key or none: one mail, the others are told that it goes")
  func race() async throws {
    try await withNotifications { bed in
      let id = try await Self.refused(bed.order(), bed)
      try await withAPI([bed.desk()]) { api in
        let answers = try await atOnce(12) { n in
          try await Self.resend(
            id, api, by: Caller(subject: "boss \(n % 6)", roles: [.manager]),
            key: n < 6 ? nil : "k")
        }
        #expect(answers.count { $0.status == 201 } == 1)
        #expect(
          answers.filter { $0.status != 201 }.allSatisfy {
            $0.status == 409 && $0.problem == "mail-under-way"
          })
      }
      #expect(try await Self.rows(bed).count == 2)
    }
  }

  @Test("the same request under its key gets the same mail again")
  func key() async throws {
    try await withNotifications { bed in
      let id = try await Self.refused(bed.order(), bed)
      try await withAPI([bed.desk()]) { api in
        let first = try await Self.resend(id, api, key: "k")
        try await bed.round()
        let again = try await Self.resend(id, api, key: "k")
        #expect(first.status == 201 && again.status == 201 && again["id"] == first["id"])
        #expect(try await Self.rows(bed).count == 2)
        #expect(try await Self.resend(id, api, why: "other", key: "k").status == 422)
      }
    }
  }

  @Test("what is on its way is not sent again, and what was sent only for a reason about that one")
  func refusals() async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      let id = try await bed.id()
      try await withAPI([bed.desk()]) { api in
        #expect(try await Self.resend(id, api).problem == "mail-under-way")
        try await bed.round()
        let refused = try await Self.resend(id, api, why: nil)
        #expect(refused.status == 409 && refused.problem == "already-sent")
        #expect(refused["mail"]?.string == id.wire)
        #expect(try await Self.resend(id, api, why: " ").problem == "already-sent")
        #expect(try await Self.resend(id, api, why: "she has deleted it").status == 201)
        try await bed.round()
        // Somebody else looks at the first one still.
        let late = try await Self.resend(id, api, why: "it never came")
        #expect(late.problem == "already-sent")
        #expect(late["mail"]?.string == (try await bed.id().wire))
        #expect(try await Self.rows(bed) == ["0 sent", "1 sent boss she has deleted it"])
        let nowhere = try await Self.resend(.v7(at: bed.time.now), api)
        #expect(nowhere.status == 404 && nowhere.problem == "no-such-message")
      }
    }
  }

  @Test("every one says why: a failed one, too")
  func why() async throws {
    try await withNotifications { bed in
      let id = try await Self.refused(bed.order(), bed)
      try await withAPI([bed.desk()]) { api in
        let answer = try await Self.resend(id, api, why: nil)
        #expect(answer.status == 400 && answer.mistakes == ["/why"])
        let long = try await Self.resend(id, api, why: String(repeating: "x", count: 501))
        #expect(long.status == 400 && long.mistakes == ["/why"])
      }
      #expect(try await Self.rows(bed).count == 1)
    }
  }

  @Test("nothing goes to an address that is not written to, before that is lifted")
  func suppressed() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .unknown)
      try await bed.accept(bed.order())
      try await bed.round()
      bed.office.set(Fixture.client, .take)
      let id = try await bed.id()
      try await withAPI([bed.desk()]) { api in
        let refused = try await Self.resend(id, api)
        #expect(refused.status == 409 && refused.problem == "address-suppressed")
        #expect(refused["detail"]?.string?.contains("Lift that first") == true)
        let lifted = try await api.send(
          .post, "/api/notifications/suppressed/lift", as: Self.manager,
          ["address": "MURKA@cats.example"])
        #expect(lifted.status == 204)
        #expect(try await Self.resend(id, api).status == 201)
        try await bed.round()
        #expect(
          try await Self.rows(bed) == ["0 failed no_such_mailbox", "1 sent boss lost"])
      }
    }
  }

  @Test("a worker's goes where the register says now; a client's, where the order said")
  func addressee() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.worker, .refuse)
      let order = bed.order()
      try await bed.introduce(order.workerID)
      try await bed.accept(order)
      try await bed.round()
      try await bed.database.admin.query(
        """
        update notifications.person
        set    email = 'new@cats.example', language = 'ru'
        where  id = \(order.workerID)
        """)
      try await withAPI([bed.desk()]) { api in
        #expect(try await Self.resend(bed.id(.newJob), api)["language"]?.string == "ru")
        #expect(try await Self.resend(bed.id(), api)["address"]?.string == Fixture.client)
        try await bed.round()
        #expect(bed.office.taken.filter { $0 == "new@cats.example" }.count == 1)
      }
    }
  }

  @Test("what is forgotten cannot be said again")
  func forgotten() async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      try await bed.round()
      let id = try await bed.id()
      bed.time.advance(by: 91 * 86_400)
      try await bed.round()
      try await withAPI([bed.desk()]) { api in
        #expect(try await Self.resend(id, api).problem == "mail-forgotten")
        let shown = try await api.send(
          .get, "/api/notifications/mails/\(id.wire)", as: Self.manager)
        #expect(shown["forgotten"] == true && shown["text"] == .null)
        #expect(shown["address"] == .null && shown["last_reply"] == .null)
      }
    }
  }

  @Test("the order's end overtakes one that is asked for again as well")
  func overtaken() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      let id = try await Self.refused(order, bed)
      try await withAPI([bed.desk()]) { api in
        #expect(try await Self.resend(id, api).status == 201)
        try await bed.finish(order, .cancelled, "client_request")
        #expect(try await Self.rows(bed).last == "1 expired overtaken boss lost")
      }
    }
  }
}
