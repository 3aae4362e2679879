import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300: a mail is sent again only where it may be lost, and then as the same bytes")
struct UnclearTests {
  @Test("case 3: cut after the dot: 15 minutes later once more, the same bytes, counted")
  func cutAfterTheDot() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .cutAtDot)
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(try await bed.standing() == "queued 1 1")
      bed.office.set(Fixture.client, .take)
      // Whatever has changed since, and would be written otherwise now.
      try await bed.database.admin.query("update notifications.message set name = 'Somebody'")
      bed.time.advance(by: 899)
      try await bed.round()
      #expect(try await bed.standing() == "queued 1 1")
      bed.time.advance(by: 1)
      try await bed.round()
      #expect(try await bed.standing() == "sent 2 1")
      let mails = bed.office.received.filter { $0.recipient == Fixture.client }
      #expect(mails.count == 2 && mails[0].bytes == mails[1].bytes)
      let tries = try await bed.tries().filter { !$0.hasPrefix("1 done") }
      #expect(tries == ["1 dot", "2 done 250 2.0.0"])
    }
  }

  @Test("a line that is always cut after the dot makes four copies, and the mail fails as unclear")
  func alwaysCut() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .cutAtDot)
      try await bed.accept(bed.order(hours: 48))
      try await bed.round()
      for (repeats, minutes) in [15, 60, 240].enumerated() {
        bed.time.advance(by: Double(minutes) * 60 - 1)
        try await bed.round()
        #expect(try await bed.standing() == "queued \(repeats + 1) \(repeats + 1)")
        bed.time.advance(by: 1)
        try await bed.round()
      }
      #expect(try await bed.standing() == "failed unclear 4 3")
      bed.time.advance(by: 86_400)
      try await bed.round()
      #expect(bed.office.received.count { $0.recipient == Fixture.client } == 4)
    }
  }

  @Test("case 3: cut before the dot: again after a minute, and that is no repeat")
  func cutBeforeTheDot() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .cutAtData)
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(try await bed.standing() == "queued 1 0")
      bed.office.set(Fixture.client, .take)
      bed.time.advance(by: 60)
      try await bed.round()
      #expect(try await bed.standing() == "sent 2 0")
      #expect(bed.office.received.count { $0.recipient == Fixture.client } == 1)
    }
  }

  @Test("a server that says nothing to the dot for as long as it may has perhaps taken the mail")
  func silent() async throws {
    try await withNotifications(dot: .milliseconds(100)) { bed in
      bed.office.set(Fixture.client, .silent)
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(try await bed.standing() == "queued 1 1")
    }
  }

  @Test("that a mail may arrive is written down once its data are sent, and its dot is not")
  func noted() async throws {
    try await withNotifications { bed in
      func dots() async throws -> [Bool] {
        try await bed.database.admin.query(
          """
          select dot_at is not null from notifications.message
          where  address = \(Fixture.client)
          """, as: Bool.self)
      }
      bed.office.set(Fixture.client, .hold)
      try await bed.accept(bed.order())
      async let round: Void = bed.round()
      try await eventually("it is under way") { bed.office.isHolding }
      #expect(try await dots() == [false])
      bed.office.goOn()
      try await round
      #expect(try await dots() == [true])
    }
  }

  @Test("whoever has lost the lease before the dot sends none")
  func lost() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .hold)
      try await bed.accept(bed.order())
      async let round: Void = bed.round()
      try await eventually("it is under way") { bed.office.isHolding }
      try await bed.database.admin.query(
        "update notifications.message set lease = gen_random_uuid() where state = 'sending'")
      bed.office.goOn()
      try await round
      #expect(!bed.office.received.contains { $0.recipient == Fixture.client })
      #expect(try await bed.standing() == "sending 1 0", "it is somebody else's")
    }
  }

  @Test(
    "whoever dies while ending a mail that is not tried leaves it to be ended the same way",
    arguments: [false, true])
  func settling(wasTried: Bool) async throws {
    try await withNotifications { bed in
      let order = bed.order(hours: 1)
      bed.office.set(Fixture.client, .putOff)
      try await bed.accept(order)
      if wasTried { try await bed.round() }
      bed.time.set(order.scheduledAt)
      let now = bed.time.now
      let claims = try await bed.notifications.database.execute(
        ClaimMails(
          now: now, leaseEnd: now.addingTimeInterval(900), lease: UUID(), limit: 10, sends: true))
      #expect(claims.contains { $0.finding == .tooOld && $0.mail.address == nil })
      #expect(claims.allSatisfy { $0.finding == .tooOld })
      for _ in 0..<2 {
        bed.time.advance(by: 900)
        try await bed.round()
      }
      #expect(try await bed.standing() == "expired too_old \(wasTried ? 1 : 0) 0")
      #expect(try await bed.mails().contains("new-job worker expired too_old"))
    }
  }

  @Test("what the server has said is not lost while the database is away for a moment")
  func awayForAMoment() async throws {
    try await withNotifications { bed in
      let admin = bed.database.admin
      try await admin.query("create sequence public.away")
      try await admin.query(
        """
        create function public.be_away() returns trigger language plpgsql security definer as $$
        begin
          if nextval('public.away') < 3 then raise exception using errcode = '57P03'; end if;
          return new;
        end $$
        """)
      try await admin.query(
        """
        create trigger away before update on notifications.message
          for each row when (new.state = 'sent') execute function public.be_away()
        """)
      try await bed.accept(bed.order())
      try await bed.round()
      #expect(try await bed.standing() == "sent 1 0")
      #expect(bed.office.received.count { $0.recipient == Fixture.client } == 1)
    }
  }

  @Test(
    "case 2: whoever sends it dies: without a dot it was certainly not delivered, with one perhaps",
    arguments: [false, true])
  func killed(afterTheDot: Bool) async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      let (database, now) = (bed.notifications.database, bed.time.now)
      let lease = now.addingTimeInterval(900)
      let claims = try await database.execute(
        ClaimMails(now: now, leaseEnd: lease, lease: UUID(), limit: 10, sends: true))
      let claim = try #require(claims.first { $0.mail.template == .orderStands })
      if afterTheDot {
        try await database.execute(NoteDot(claim: claim, now: now, leaseEnd: lease))
      }
      bed.time.advance(by: 899)
      try await bed.round()
      #expect(bed.office.received.isEmpty, "the lease holds")
      bed.time.advance(by: 1)
      try await bed.round()
      if afterTheDot {
        // The lease was as long as the pause.
        #expect(try await bed.standing() == "sent 2 1")
      } else {
        #expect(try await bed.standing() == "queued 1 0")
        bed.time.advance(by: 60)
        try await bed.round()
        #expect(try await bed.standing() == "sent 2 0")
      }
      #expect(bed.office.taken.count { $0 == Fixture.client } == 1)
    }
  }
}
