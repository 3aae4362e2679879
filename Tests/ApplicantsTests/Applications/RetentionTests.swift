import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("What nobody needs any more of applicants is forgotten")
struct RetentionTests {
  private static func forget(_ bed: HiringBed, at instant: Date) async throws {
    let module = bed.module(at: instant)
    try await Retention(
      database: bed.app, configuration: .testing, clock: module.clock, logger: .silent
    ).round()
  }

  @Test("case 21: what nobody confirms is dropped at 7 days to the millisecond")
  func unconfirmed() async throws {
    try await withHiring { bed in
      let created: Date = try await bed.value(
        "select created_at from application where id = u(101)")
      try await Self.forget(bed, at: created.addingDays(7) - 0.001)
      #expect(try await bed.application(101).status == .unconfirmed)
      _ = try await bed.act(hash(101), "resend", at: t0)
      try await Self.forget(bed, at: created.addingDays(7))
      #expect(try await bed.application(101).status == .unconfirmed, "its holder wants something")
      try await bed.module().takePortalWork()
      try await Self.forget(bed, at: created.addingDays(7))
      #expect(try await bed.value("select count(*) from application", as: Int.self) == 6)
    }
  }

  @Test(
    "case 21: rejected and withdrawn are erased at 180 days, accepted at 90; each is told twice")
  func decided() async throws {
    try await withHiring { bed in
      let decided = t0 - 3_600
      func erased() async throws -> [UUID] {
        try await bed.admin.query(
          "select id from application where erased_at is not null order by id", as: UUID.self)
      }
      try await Self.forget(bed, at: decided.addingDays(90) - 0.001)
      #expect(try await erased() == [])
      try await Self.forget(bed, at: decided.addingDays(90))
      #expect(try await erased() == [id(105)])
      try await Self.forget(bed, at: decided.addingDays(180) - 0.001)
      #expect(try await erased() == [id(105)])
      _ = try await atOnce(3) { _ in try await Self.forget(bed, at: decided.addingDays(180)) }
      #expect(try await erased() == [id(105), id(106), id(107)])
      #expect(
        try await bed.published(of: id(106)) == [
          "application.changed.v1 3 erased rejected", "application.changed.v1 4 erased rejected",
        ])
      #expect(try await bed.history(of: id(106)).last == "3 erased applicants")
      #expect(try await bed.application(102).details != nil, "what is open is kept")
    }
  }

  @Test("what cannot be forgotten keeps nothing else from being forgotten")
  func stuck() async throws {
    try await withHiring { bed in
      try await bed.prepare(
        """
        alter function drop_unconfirmed(uuid[]) rename to kept;
        create function stuck() returns trigger language plpgsql as
        $$ begin raise exception 'stuck'; end $$;
        create trigger stuck before update of erased_at on application
        for each row when (new.id = u(105)) execute function stuck();
        """)
      let later = t0.addingDays(500)
      await #expect(throws: PostgresError.self) { try await Self.forget(bed, at: later) }
      let left = try await bed.admin.query(
        "select id from application where erased_at is null and decided_at is not null",
        as: UUID.self)
      #expect(left == [id(105)])
      #expect(try await bed.value("select count(*) from link", as: Int.self) == 0)
      // However many there are, the next ones are looked at.
      var find = FindForgettable(acceptedBefore: later, otherBefore: later)
      let first = try #require(try await bed.app.read(find).first)
      #expect(first.id == id(105))
      find.after = (first.decidedAt, first.id)
      #expect(try await bed.app.read(find).isEmpty)
    }
  }

  @Test("case 21: a link is good until its day and leads nowhere after it, and then it goes")
  func links() async throws {
    try await withHiring { bed in
      let end = t0.addingDays(400)
      #expect(try await bed.state(hash(102), at: end - 0.001) != nil)
      #expect(try await bed.state(hash(102), at: end) == nil)
      try await Self.forget(bed, at: end - 0.001)
      #expect(try await bed.value("select count(*) from link", as: Int.self) == 7)
      try await Self.forget(bed, at: end)
      #expect(try await bed.value("select count(*) from link", as: Int.self) == 0)
    }
  }

  @Test(
    "2.5: tickets, wishes, counts, bars and rejections go when their day is over, forms after 2 h")
  func rest() async throws {
    try await withHiring { bed in
      let mailbox = [UInt8](repeating: 1, count: 32)
      let day: TimeInterval = 86_400
      try await bed.prepare(
        """
        insert into spent_ticket values (decode(repeat('00', 8), 'hex'), t0() + interval '2 h');
        insert into portal_act (application_id, kind, at, done_at)
        values (u(102), 'resend', t0(), t0()), (u(103), 'resend', t0(), null);
        """)
      try await bed.submit(from: ["cat@x.example"])
      try await bed.app.withTransaction { transaction in
        transaction.enqueue(CountLetter(mailbox: mailbox, most: 3, now: t0))
        transaction.enqueue(BarMailbox(mailbox: mailbox, until: t0 + day))
        transaction.enqueue(
          BarReapplying(emailHash: mailbox, vacancy: id(1), until: t0 + 2 * day))
      }
      func left(at instant: Date) async throws -> [String] {
        try await Self.forget(bed, at: instant)
        return try await bed.admin.query(
          """
          select 'act' from portal_act where done_at is not null
          union all select 'bar' from no_mail
          union all select 'count' from mail_count
          union all select 'form' from submission
          union all select 'rejection' from rejected
          union all select 'ticket' from spent_ticket
            where nonce = decode(repeat('00', 8), 'hex')
          union all select 'wish' from portal_act where done_at is null
          order by 1
          """, as: String.self
        )
      }
      #expect(
        try await left(at: t0 + 7_199.999) == [
          "act", "bar", "count", "form", "rejection", "ticket", "wish",
        ])
      #expect(
        try await left(at: t0 + 43_199.999) == ["act", "bar", "count", "rejection", "wish"])
      #expect(try await left(at: t0 + 43_200) == ["act", "bar", "rejection", "wish"])
      #expect(try await left(at: t0 + day) == ["act", "rejection", "wish"])
      #expect(try await left(at: t0 + 2 * day) == ["act", "wish"])
      #expect(try await left(at: t0 + 7 * day - 0.001) == ["act", "wish"])
      #expect(try await left(at: t0 + 7 * day) == ["wish"])
    }
  }

  @Test("2.5: of answers the last one to each question stays 30 days after the end")
  func answers() async throws {
    try await withHiring { bed in
      let start = try #require(try await bed.start(hash(103)))
      for value in 1...3 { _ = try await bed.save(hash(103), "1.way", "\(value)") }
      _ = try await bed.handIn(hash(103))
      let end = try #require(start.deadline).addingDays(30)
      try await Self.forget(bed, at: end)
      #expect(try await bed.value("select count(*) from answer", as: Int.self) == 3)
      try await Self.forget(bed, at: end + 0.001)
      #expect(try await bed.value("select count(*) from answer", as: Int.self) == 1)
    }
  }

  @Test("an application that cannot be erased holds up no other one")
  func poison() async throws {
    try await withHiring { bed in
      try await bed.prepare(
        """
        create function public.fail() returns trigger language plpgsql as
        'begin raise exception ''not this one''; end';
        create trigger fail before update on application for each row when (old.id = public.u(106))
        execute function public.fail();
        """)
      try await Self.forget(bed, at: t0.addingDays(180))
      let erased = try await bed.admin.query(
        "select id from application where erased_at is not null order by id", as: UUID.self)
      #expect(erased == [id(105), id(107)])
      #expect(try await bed.published(of: id(106)) == [])
    }
  }
}
