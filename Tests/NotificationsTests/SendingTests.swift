import Contracts
import FoundationEssentials
import HTTPTypes
import Mail
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300: mails go out, each in its own pace, and no two times")
struct SendingTests {
  @Test("what is due is handed over at once, and said to be sent when the server has taken it")
  func sends() async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(try await bed.standing() == "sent 1 0")
      #expect(try await bed.tries() == ["1 done 250 2.0.0", "1 done 250 2.0.0"])
      let mail = try #require(bed.office.received.first { $0.recipient == Fixture.client })
      #expect(mail.text.contains("From: \"Make Cats Free\" <post@mcf.example>\r\n"))
      #expect(mail.text.contains("To: \"Murka Whiskers\" <murka@cats.example>\r\n"))
      #expect(mail.text.contains("Date: Mon, 01 Mar 2027 09:00:01 +0000\r\n"))
      let kept = try await bed.database.admin.query(
        "select count(*) from notifications.message where raw is not null", as: Int64.self)
      #expect(kept == [0], "what is settled is not kept")
    }
  }

  @Test("case 4: put off for an hour, it goes out; others are not held up")
  func putOff() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .putOff)
      try await bed.accept(bed.order())
      try await bed.accept((0..<300).map { _ in bed.order(email: "tom@cats.example") })
      try await bed.round()
      #expect(bed.office.taken.count { $0 == "tom@cats.example" } == 300)
      #expect(try await bed.standing() == "queued 1 0")
      for minutes in [1, 5, 15] {
        bed.time.advance(by: Double(minutes) * 60 - 1)
        try await bed.round()
        bed.time.advance(by: 1)
        try await bed.round()
      }
      #expect(try await bed.standing() == "queued 4 0")
      bed.office.set(Fixture.client, .take)
      bed.time.advance(by: 3_600)
      try await bed.round()
      #expect(try await bed.standing() == "sent 5 0")
      let mails = bed.office.received.filter { $0.recipient == Fixture.client }
      #expect(mails.count == 5 && mails.allSatisfy { $0.bytes == mails[0].bytes })
      let tries = try await bed.tries().filter { !$0.contains("250") }
      #expect(tries == (1...4).map { "\($0) dot 451 4.7.1" })
    }
  }

  @Test("case 4: where nobody is, nobody is written to any more, until that is lifted")
  func suppressed() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .unknown)
      try await bed.accept(
        [bed.order()] + (0..<300).map { _ in bed.order(email: "tom@cats.example") })
      try await bed.round()
      #expect(try await bed.standing() == "failed no_such_mailbox 1 0")
      #expect(bed.office.taken.count { $0 == "tom@cats.example" } == 300, "nobody is held up")
      bed.office.set("MURKA@cats.example", .take)
      try await bed.accept(bed.order(email: "MURKA@cats.example"))
      try await bed.round()
      #expect(try await bed.standing(of: "MURKA@cats.example") == "suppressed suppressed 0 0")
      #expect(!bed.office.received.contains { $0.recipient.lowercased() == Fixture.client })
      try await bed.database.admin.query(
        "update notifications.suppressed set lifted_at = since, lifted_by = 'boss'")
      try await bed.accept(bed.order(email: "MURKA@cats.example"))
      try await bed.round()
      #expect(try await bed.standing(of: "MURKA@cats.example") == "sent 1 0")
    }
  }

  @Test("what is refused for good, and what no mail can go to, fails and leaves others alone")
  func refused() async throws {
    try await withNotifications(change: { $0.connections = 1 }) { bed in
      bed.office.set(Fixture.client, .refuse)
      try await bed.accept(bed.order())
      try await bed.accept(bed.order(email: "кот@пример.рф"))
      try await bed.accept(bed.order(email: "no address"))
      try await bed.accept(bed.order(email: "tom@cats.example"))
      try await bed.round()
      #expect(try await bed.standing() == "failed refused 1 0")
      for address in ["кот@пример.рф", "no address"] {
        #expect(try await bed.standing(of: address) == "failed address_unusable 1 0")
      }
      #expect(try await bed.standing(of: "tom@cats.example") == "sent 1 0")
      #expect(bed.office.greetings == 1, "a refusal ends no connection")
    }
  }

  @Test("a server that will not forget a mail costs none of the others")
  func refusedReset() async throws {
    try await withNotifications(change: { $0.connections = 1 }) { bed in
      bed.office.refuseToForget()
      bed.office.set(Fixture.client, .refuse)
      try await bed.accept(bed.order())
      try await bed.accept(bed.order(email: "tom@cats.example"))
      try await bed.round()
      #expect(try await bed.standing() == "failed refused 1 0")
      #expect(try await bed.standing(of: "tom@cats.example") == "sent 1 0")
      #expect(bed.office.greetings == 2)
    }
  }

  @Test("what is too old by the time that it could be sent is not")
  func expires() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .putOff)
      let order = bed.order(hours: 1)
      try await bed.accept(order)
      try await bed.round()
      bed.office.set(Fixture.client, .take)
      bed.time.set(order.scheduledAt)
      try await bed.round()
      #expect(try await bed.standing() == "expired too_old 1 0")
      #expect(!bed.office.taken.contains(Fixture.client))
    }
  }

  @Test("what is overtaken after a first try is not kept as it would have travelled")
  func overtakenAfterATry() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .putOff)
      let order = bed.order()
      try await bed.accept(order)
      try await bed.round()
      func kept() async throws -> [Int64] {
        try await bed.database.admin.query(
          "select count(raw) from notifications.message where template = 'order-stands'",
          as: Int64.self)
      }
      #expect(try await kept() == [1])
      try await bed.finish(order, .cancelled, "client_request")
      #expect(try await kept() == [0])
    }
  }

  @Test("an end that comes while a mail is under way overtakes it if this try does not send it")
  func overtakenUnderWay() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .hold)
      let order = bed.order()
      try await bed.accept(order)
      async let round: Void = bed.round()
      try await eventually("it is under way") { bed.office.isHolding }
      try await bed.finish(order, .failed)
      bed.office.set(Fixture.client, .putOff)
      bed.office.goOn()
      try await round
      bed.time.advance(by: 60)
      try await bed.round()
      let mails = try await bed.mails()
      #expect(mails.contains("order-stands client expired overtaken"))
    }
  }

  @Test("a server that is away is asked by one mail a minute; then all go")
  func away() async throws {
    try await withNotifications(change: { $0.connections = 1 }) { bed in
      bed.office.open(false)
      for _ in 0..<5 { try await bed.accept(bed.order()) }
      for round in 1...3 {
        for _ in 0..<3 { try await bed.round() }
        #expect(bed.office.greetings == round)
        bed.time.advance(by: 60)
      }
      bed.office.open(true)
      for _ in 0..<2 { try await bed.round() }
      #expect(bed.office.taken.count == 10)
    }
  }

  @Test("without a server mails wait, and what is too old ends all the same")
  func noServer() async throws {
    try await withNotifications(change: { $0.sender = nil }) { bed in
      let order = bed.order(hours: 1)
      try await bed.accept(order)
      try await bed.accept(bed.order(email: "tom@cats.example"))
      try await bed.round()
      #expect(try await bed.standing() == "queued 0 0")
      bed.time.set(order.scheduledAt)
      try await bed.round()
      #expect(try await bed.standing() == "expired too_old 0 0")
      #expect(try await bed.standing(of: "tom@cats.example") == "queued 0 0")
      try await withAPI([try bed.replica()]) { api in
        let health = try await api.send(.get, "/readyz")
        #expect(health.status == 200 && health.text.contains("MCF_SMTP_URL"))
      }
    }
  }

  @Test("case 9: of two replicas none sends a mail that the other one sends")
  func replicas() async throws {
    try await withNotifications { bed in
      try await bed.accept((0..<40).map { bed.order(email: "cat-\($0)@cats.example") })
      let replicas = try (0..<2).map { _ in try bed.replica() }
      _ = try await atOnce(2) { try await replicas[$0].sending.round() }
      #expect(bed.office.taken.count == 80)
      #expect(Set(bed.office.taken).count == 41)
    }
  }

  @Test("connections stay for a while of mails, and end when there is nothing to do")
  func connections() async throws {
    try await withNotifications(change: { ($0.connections, $0.packagesTo) = (1, nil) }) { bed in
      try await bed.accept((0..<150).map { _ in bed.order() })
      try await bed.round()
      #expect(bed.office.taken.count == 150 && bed.office.greetings == 2)
      try await bed.round()
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(bed.office.greetings == 3)
    }
  }

  @Test("ninety days after its end a mail is known without whom it was for and what it said")
  func blanked() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      try await bed.accept(order)
      try await bed.round()
      func known() async throws -> [Int64] {
        try await bed.database.admin.query(
          """
          select count(*) from notifications.message
          where  address is not null or params is not null or name is not null
          """, as: Int64.self)
      }
      func said() async throws -> [Int64] {
        try await bed.database.admin.query(
          "select count(text) from notifications.try", as: Int64.self)
      }
      bed.time.advance(by: 90 * 86_400 - 1)
      try await bed.round()
      #expect(try await known() == [3])
      #expect(try await said() == [3])
      bed.time.advance(by: 86_400)
      try await bed.round()
      #expect(try await known() == [0])
      #expect(try await said() == [0])
    }
  }

  @Test("case 10: no address and no name is logged, whatever goes wrong")
  func log() async throws {
    try await withNotifications(dot: .seconds(1)) { bed in
      let log = CapturedLog()
      let service = try NotificationsModule(
        database: bed.notifications.database, clock: bed.time.clock,
        configuration: bed.configuration, logger: log.logger)
      for act in [PostOffice.Act.putOff, .unknown, .refuse, .cutAtData, .cutAtDot, .silent] {
        bed.office.set("murka-\(act)@cats.example", act)
        try await bed.accept(bed.order(email: "murka-\(act)@cats.example"))
      }
      try await service.sending.round()
      #expect(log.events.count { $0.contains("a mail is not sent") } >= 6)
      #expect(log.events.allSatisfy { !$0.contains("@") && !$0.contains("urka") })
    }
  }

  @Test("it runs as a service: what is told is sent without anybody asking")
  func runs() async throws {
    try await withNotifications { bed in
      let group = ServiceGroup(
        services: bed.notifications.backgroundServices, logger: .silent)
      async let running: Void = group.run()
      try await bed.accept(bed.order())
      try await eventually("it is taken") { bed.office.taken.count == 2 }
      await group.triggerGracefulShutdown()
      try await running
      #expect(try await bed.standing() == "sent 1 0")
    }
  }

  @Test("who is told to stop hears the answer to the mail in hand first")
  func stops() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .hold)
      let group = ServiceGroup(
        services: bed.notifications.backgroundServices, logger: .silent)
      async let running: Void = group.run()
      try await bed.accept(bed.order())
      try await eventually("it is under way") { bed.office.isHolding }
      await group.triggerGracefulShutdown()
      bed.office.goOn()
      try await running
      #expect(try await bed.standing() == "sent 1 0")
    }
  }

  @Test("a process hands over no more than so many a second")
  func pace() async {
    let pace = MailPace(perSecond: 100)
    let time = await ContinuousClock().measure {
      for _ in 0..<11 { await pace.turn() }
    }
    #expect(time >= .milliseconds(100))
  }
}
