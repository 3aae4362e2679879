import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("What holders of links want, as it is decided")
struct ActTests {
  @Test(
    "a confirmed application is new: as it was corrected, with its photo and the vacancy's tests")
  func confirm() async throws {
    try await withHiring { bed in
      #expect(try await bed.keepPhoto(hash(101), "first", at: t0 - 2) == "kept")
      #expect(try await bed.keepPhoto(hash(101), "second", at: t0 - 1) == "kept")
      #expect(try await bed.act(hash(101), "confirm", form: bed.confirmation()) == "filed")
      try await bed.module(at: t0 + 5).takePortalWork()
      let application = try await bed.application(101)
      #expect(application.status == .new && application.tests == [id(11)])
      #expect(application.details?.name == "Whiskers")
      #expect(application.details?.email == "Tom101@x.example", "that is the mailbox it went to")
      #expect(application.confirmedAt == t0, "when she wanted it")
      #expect(try await bed.photo(hash(101)) == "second", "the one that was uploaded last")
      #expect(
        try await bed.value("select form is null from portal_act", as: Bool.self), "nobody needs it"
      )

      let told = try #require(try await bed.events(ApplicationChanged.self, of: id(101)).first)
      #expect(told.event == .confirmed && told.previous == "unconfirmed" && told.version == 2)
      #expect(told.firstName == "Whiskers")
      #expect(try await bed.state(bed.hash(of: told.link, of: id(101)))?.status == "new")
      #expect(try await bed.history(of: id(101)).last == "2 confirmed applicant")
    }
  }

  @Test("a photo that is named is the one, if it is hers; without any she is told")
  func photos() async throws {
    try await withHiring { bed in
      func confirm(photo: String? = nil) async throws -> String? {
        let more = photo.map { ", \"photo\": \"\($0)\"" } ?? ", \"photo\": null"
        _ = try await bed.act(hash(101), "confirm", form: bed.confirmation(more: more))
        try await bed.module().takePortalWork()
        return try await bed.result(of: id(101))
      }
      #expect(try await confirm() == "confirm photo-missing")
      let others: String = try await bed.value("select sha256 from photo")
      #expect(try await confirm(photo: others) == "confirm photo-missing")
      #expect(try await bed.application(101).status == .unconfirmed)
      _ = try await bed.keepPhoto(hash(101), "first", at: t0 - 2)
      _ = try await bed.keepPhoto(hash(101), "second", at: t0 - 1)
      let first: String = try await bed.value(
        "select sha256 from photo where bytes = convert_to('first', 'UTF8')")
      #expect(try await confirm(photo: first) == "confirm")
      #expect(try await bed.photo(hash(101)) == "first")
    }
  }

  @Test(
    "a form that the portal would not have taken confirms nothing",
    arguments: [
      nil, "{}", "[]", #"{"name": "", "phone": "+7 900 1234567", "age": 4}"#,
      #"{"name": "W", "phone": "+7 900 1234567", "age": 41, "breed": "S", "coat_colour": "g"}"#,
      #"{"name": "W", "phone": "meow", "age": 4, "breed": "S", "coat_colour": "g"}"#,
      #"""
      {"name": "W", "phone": "+7 900 1234567", "age": 4, "breed": "S", "coat_colour": "g",
       "email": "else@x.example"}
      """#,
    ])
  func badForm(_ form: String?) async throws {
    try await withHiring { bed in
      _ = try await bed.keepPhoto(hash(101), "a cat")
      #expect(try await bed.act(hash(101), "confirm", form: form) == "filed")
      try await bed.module().takePortalWork()
      #expect(try await bed.result(of: id(101)) == "confirm bad-input")
      #expect(try await bed.application(101).status == .unconfirmed)
    }
  }

  @Test("case 9: confirmed twice at once, and two of one mailbox at once: one is new")
  func confirmRace() async throws {
    try await withHiring { bed in
      try await bed.submit(from: ["cat@x.example", "CAT@x.example", "cat@x.example"])
      try await bed.submit(from: ["dog@x.example"])
      try await bed.prepare("update submission set vacancy_id = u(2) where email like 'dog%'")
      try await bed.module().takePortalWork()
      try await bed.prepare(
        "update application set email = 'cat@x.example' where email like 'dog%'")
      let ids = try await bed.admin.query(
        "select id from application where lower(email) = 'cat@x.example' order by id",
        as: UUID.self)
      try #require(ids.count == 4)
      for application in ids {
        let asked = try await bed.events(ApplicationChanged.self, of: application).first
        let link = try bed.hash(of: asked?.link, of: application)
        #expect(try await bed.keepPhoto(link, "a cat") == "kept")
        #expect(try await bed.act(link, "confirm", form: bed.confirmation()) == "filed")
        #expect(try await bed.act(link, "confirm", form: bed.confirmation()) == "waiting")
      }
      _ = try await atOnce(12) { try await bed.module().acts.settle(ids[$0 % 4]) }
      let found = try await bed.admin.query(
        """
        select vacancy_id, status from application where lower(email) = 'cat@x.example'
        order by vacancy_id
        """, as: UUID.self, String.self)
      #expect(found.map(\.0) == [id(1), id(2)], "another vacancy is free")
      #expect(found.map(\.1) == ["new", "new"])
      let told = try await bed.admin.query(
        "select coalesce(result, '-') from portal_act order by 1", as: String.self)
      #expect(told == ["-", "-", "already-open", "already-open"])
      let events: Int = try await bed.value(
        "select count(*) from outbox where data ->> 'event' = 'confirmed'")
      #expect(events == 2)
    }
  }

  @Test("case 9: who confirms behind another one of the mailbox is told, and it is dropped")
  func alreadyOpen() async throws {
    try await withHiring { bed in
      let own: String = "update application set email = 'tom102@X.example' where id = u(101)"
      try await bed.prepare(own)
      _ = try await bed.keepPhoto(hash(101), "another cat")
      _ = try await bed.act(hash(101), "confirm", form: bed.confirmation())
      try await bed.module().takePortalWork()
      let state = try #require(try await bed.state(hash(101)))
      #expect(state.status == nil && state.result == "already-open")
      #expect(try await bed.tables(having: "another cat") == [])
      #expect(try await bed.application(102).status == .new)
    }
  }

  @Test("case 9: others of the mailbox and vacancy that nobody has confirmed are dropped")
  func others() async throws {
    try await withHiring { bed in
      try await bed.submit(from: ["tom101@x.example", "tom101+a@x.example"])
      try await bed.submit(from: ["tom101@x.example"], vacancy: 2)
      try await bed.module().takePortalWork()
      _ = try await bed.keepPhoto(hash(101), "a cat")
      _ = try await bed.act(hash(101), "confirm", form: bed.confirmation())
      try await bed.module().takePortalWork()
      let left = try await bed.admin.query(
        "select vacancy_id from application where status = 'unconfirmed' order by vacancy_id",
        as: UUID.self)
      #expect(left == [id(1), id(2)], "another address, and another vacancy")
    }
  }

  @Test("case 10: no clock of the portal's that is ahead makes the 90 days shorter")
  func ahead() async throws {
    try await withHiring { bed in
      let pepper = ApplicantsConfiguration.testing.pepper
      try await bed.app.execute(
        BarReapplying(
          emailHash: pepper.hash(ofEmail: "Tom101@x.example"), vacancy: id(1),
          until: t0.addingDays(90)))
      _ = try await bed.keepPhoto(hash(101), "a cat")
      let form = bed.confirmation()
      #expect(try await bed.act(hash(101), "confirm", form: form, at: t0.addingDays(91)) == "filed")
      try await bed.module().takePortalWork()
      #expect(try await bed.result(of: id(101)) == "confirm reapply-later")
    }
  }

  @Test(
    "R-113, case 10: within 90 days of a rejection she is told from when on, also once that is erased",
    arguments: [false, true])
  func reapply(erased: Bool) async throws {
    try await withHiring { bed in
      let end = t0.addingDays(90)
      let pepper = ApplicantsConfiguration.testing.pepper
      try await bed.app.execute(
        BarReapplying(
          emailHash: pepper.hash(ofEmail: "TOM106@x.example"), vacancy: id(1), until: end))
      if erased {
        #expect(try await bed.act(hash(106), "erase") == "filed")
        try await bed.module().takePortalWork()
        let found = try await bed.tables(having: "Tom106@x.example")
        #expect(found.filter { !$0.hasPrefix("outbox") } == [])
      }
      func apply(at instant: Date) async throws -> HiringBed.State? {
        try await bed.submit(from: ["tom106@x.example"], at: instant)
        try await bed.module(at: instant).takePortalWork()
        let begun = try await bed.applications(of: "tom106@x.example").last { $0.status != "new" }
        let application = try #require(begun?.id)
        let asked = try await bed.events(ApplicationChanged.self, of: application).first
        let link = try bed.hash(of: asked?.link, of: application, at: instant)
        _ = try await bed.keepPhoto(link, "a cat", at: instant)
        _ = try await bed.act(link, "confirm", form: bed.confirmation(), at: instant)
        try await bed.module(at: instant).takePortalWork()
        return try await bed.state(link, at: instant)
      }
      let early = try await apply(at: end - 0.001)
      #expect(early?.status == nil && early?.result == "reapply-later")
      let until: Date = try await bed.value(
        "select result_until from portal_act where result = 'reapply-later'")
      #expect(until == end)
      let late = try await apply(at: end)
      #expect(late?.status == "new")
    }
  }

  @Test("case 16: a withdrawal that was filed before a decision wins, whoever applies it")
  func withdrawalFirst() async throws {
    try await withHiring { bed in
      #expect(try await bed.act(hash(104), "withdraw", at: t0) == "filed")
      let module = bed.module(at: t0 + 1)
      let refused = try await bed.app.withTransaction { transaction in
        let application = try await transaction.lock(Application.self, id(104))
        let present = try await module.settleActs(
          of: application, in: transaction, at: module.clock.now())
        var decided = try #require(present)
        return #expect(throws: Problem.self) {
          _ = try decided.accept(as: id(900), note: nil, by: "boss", at: t0 + 1)
        }
      }
      #expect(refused?.slug == "wrong-state")
      #expect(
        try await bed.published(of: id(104)) == ["application.changed.v1 3 withdrawn withdrawn"])
    }
  }

  @Test("case 16: decisions and a withdrawal at once: one wins, one event, one version more")
  func decisionRace() async throws {
    try await withHiring { bed in
      let wins = try await atOnce(40) { number in
        if number == 20 {
          _ = try await bed.act(hash(104), "withdraw")
          try await bed.module().takePortalWork()
          return false
        }
        let module = bed.module()
        do {
          try await bed.app.withTransaction { transaction in
            let application = try await transaction.lock(Application.self, id(104))
            guard
              var present = try await module.settleActs(
                of: application, in: transaction, at: t0)
            else { throw Problem.notFound }
            let step = try present.reject(
              .notSuitable, note: nil, reapplyAt: t0.addingDays(90), by: "boss", at: t0)
            _ = try await transaction.record(present, step, at: t0)
          }
          return true
        } catch is Problem { return false }
      }
      let application = try await bed.application(104)
      #expect(application.version == 3)
      #expect(wins.filter(\.self).count == (application.status == .rejected ? 1 : 0))
      #expect(try await bed.published(of: id(104)).count == 1)
    }
  }

  @Test("case 20: what was filed while nobody decided follows in its order")
  func order() async throws {
    try await withHiring { bed in
      _ = try await bed.keepPhoto(hash(101), "a cat")
      #expect(try await bed.act(hash(101), "confirm", form: bed.confirmation(), at: t0) == "filed")
      #expect(try await bed.act(hash(102), "erase", at: t0 + 1) == "filed")
      #expect(try await bed.act(hash(101), "resend", at: t0 + 2) == "filed")
      #expect(try await bed.act(hash(102), "withdraw", at: t0 + 3) == "filed")
      #expect(try await bed.act(hash(101), "erase", at: t0 + 4) == "filed")
      try await bed.module(at: t0 + 60).takePortalWork()
      #expect(
        try await bed.published(of: id(101)) == [
          "application.changed.v1 2 confirmed new", "application.changed.v1 3 link_sent new",
          "application.changed.v1 5 erased withdrawn", "application.changed.v1 6 erased withdrawn",
        ])
      #expect(
        try await bed.published(of: id(102)) == [
          "application.changed.v1 4 erased withdrawn", "application.changed.v1 5 erased withdrawn",
        ])
      let waiting: Int = try await bed.value(
        "select count(*) from portal_act where done_at is null")
      #expect(waiting == 0)
    }
  }

  @Test("section 8: confirming and erasing at once is as if one had come after the other")
  func confirmEraseRace() async throws {
    try await withHiring { bed in
      let cats = Array(120..<140)
      try await bed.prepare(
        """
        insert into application (id, vacancy_id, status, name, email, phone, age, breed,
                                 coat_colour, language, created_at)
        select u(n), u(1), 'unconfirmed', 'Cat ' || n, 'cat' || n || '@race.example', '+7 900', 3,
               'Siberian', 'grey', 'en', t0()
        from   generate_series(120, 139) n;
        insert into application_history (application_id, version, event, at, by_role)
        select u(n), 1, 'asked', t0(), 'applicants' from generate_series(120, 139) n;
        insert into application_photo (application_id, sha256, at)
        select u(n), sha256, t0() from photo, generate_series(120, 139) n;
        insert into link (token_hash, application_id, kind, expires_at, created_at)
        select h(n), u(n), 'status', t0() + interval '400 days', t0()
        from   generate_series(120, 139) n;
        """)
      _ = try await atOnce(cats.count * 4) { number in
        let cat = cats[number % cats.count]
        switch number / cats.count {
        case 0: _ = try await bed.act(hash(cat), "confirm", form: bed.confirmation())
        case 1: _ = try await bed.act(hash(cat), "erase")
        default: try await bed.module().acts.settle(id(cat))
        }
      }
      try await bed.module().takePortalWork()
      let confirmedFirst = [
        "application.changed.v1 2 confirmed new", "application.changed.v1 4 erased withdrawn",
        "application.changed.v1 5 erased withdrawn",
      ]
      for cat in cats {
        let told = try await bed.published(of: id(cat))
        #expect(told == [] || told == confirmedFirst, "\(told)")
        let left: Int = try await bed.value(
          "select count(*) from application where id = u(\(cat))")
        #expect(left == (told == [] ? 0 : 1), "what nobody has confirmed is dropped")
        #expect(try await bed.state(hash(cat)) == nil)
      }
      #expect(
        try await bed.tables(having: "@race.example").filter { !$0.hasPrefix("outbox") } == [])
    }
  }

  @Test("what is erased is told with the address for the last letter, then once more without any")
  func erased() async throws {
    try await withHiring { bed in
      _ = try await bed.start(hash(103))
      #expect(try await bed.act(hash(103), "erase") == "filed")
      try await bed.module().takePortalWork()
      let told = try await bed.events(ApplicationChanged.self, of: id(103))
      #expect(told.map(\.event) == [.erased, .erased])
      #expect(told.map(\.email) == ["Tom103@x.example", nil])
      #expect(told.map(\.firstName) == ["Tom", nil])
      #expect(told.map(\.erased) == [false, true])
      let application = try await bed.application(103)
      #expect(application.details == nil && application.erasedAt == t0)
      #expect(application.version == told.last?.version)
      #expect(try await bed.value("select status from attempt where id = u(203)") == "void")
      #expect(try await bed.state(hash(103)) == nil)
      #expect(
        try await bed.history(of: id(103)).suffix(2) == [
          "3 withdrawn applicant", "4 erased applicant",
        ])
    }
  }

  @Test("an unconfirmed application that is to be erased is dropped, and no letter goes out")
  func eraseUnconfirmed() async throws {
    try await withHiring { bed in
      _ = try await bed.act(hash(101), "erase")
      try await bed.module().takePortalWork()
      #expect(try await bed.value("select count(*) from application", as: Int.self) == 6)
      #expect(try await bed.published(of: id(101)) == [])
    }
  }

  @Test("a link that is sent again is the invitation's while there is a test to sit; three a day")
  func resend() async throws {
    try await withHiring { bed in
      func resend(_ number: Int, at instant: Date = t0) async throws -> ApplicationChanged? {
        _ = try await bed.act(hash(number), "resend", at: instant)
        try await bed.module(at: instant).takePortalWork()
        return try await bed.events(ApplicationChanged.self, of: id(number)).last
      }
      let invited = try #require(try await resend(103))
      #expect(invited.event == .linkSent && invited.link?.kind == .invitation)
      #expect(invited.link?.expiresAt == t0.addingDays(16), "two days more than the invitation")
      #expect(invited.test?.questions == 3 && invited.test?.limitSeconds == 1_200)
      #expect(invited.test?.goodUntil == t0.addingDays(14) && invited.deadlineAt == nil)
      #expect(
        try await bed.start(bed.hash(of: invited.link, of: id(103)), at: t0)?.outcome == "running")
      let running = try await resend(103, at: t0 + 60)
      #expect(running?.link?.kind == .invitation && running?.deadlineAt == t0 + 1_200)
      let over = try await resend(103, at: t0 + 1_205)
      #expect(over?.link?.kind == .status && over?.test == nil)
      _ = try await resend(103, at: t0 + 1_206)
      #expect(try await bed.result(of: id(103)) == "resend too-many")
      let until = try await bed.value(
        "select result_until from portal_act where result = 'too-many'", as: Date.self)
      #expect(until == t0 + 43_200, "the next day of UTC has a count of its own")
      #expect(try await bed.events(ApplicationChanged.self, of: id(103)).count == 3)

      let unconfirmed = try await resend(101)
      #expect(unconfirmed?.status == "unconfirmed" && unconfirmed?.firstName == nil)
      #expect(try await resend(107)?.link?.kind == .status, "what is decided can be looked at")
    }
  }

  @Test("who asks for more time is heard while she is invited, and managers see why")
  func moreTime() async throws {
    try await withHiring { bed in
      #expect(try await bed.act(hash(103), "more_time", form: #"{"why": ""}"#) == "filed")
      try await bed.module().takePortalWork()
      #expect(try await bed.result(of: id(103)) == "more_time bad-input")
      _ = try await bed.act(hash(103), "more_time", form: #"{"why": "I read slowly."}"#, at: t0 + 1)
      try await bed.module(at: t0 + 1).takePortalWork()
      #expect(try await bed.application(103).asksTime == "I read slowly.")
      #expect(try await bed.history(of: id(103)).last == "3 time_asked applicant")
      #expect(try await bed.published(of: id(103)) == [])
      #expect(
        try await bed.value(
          "select note is null and facts is null from application_history where event = 'time_asked'",
          as: Bool.self), "her words are in no history")
    }
  }

  @Test("what cannot be settled holds up nobody else, and is tried again")
  func poison() async throws {
    try await withHiring { bed in
      try await bed.prepare(
        """
        create function public.fail() returns trigger language plpgsql as
        'begin raise exception ''not this one''; end';
        create trigger fail before update on application for each row when (old.id = public.u(102))
        execute function public.fail();
        """)
      for number in [102, 104] { _ = try await bed.act(hash(number), "withdraw") }
      try await bed.module().takePortalWork()
      #expect(try await bed.application(104).status == .withdrawn)
      #expect(try await bed.application(102).status == .new)
      #expect(try await bed.published(of: id(102)) == [])
      #expect(try await bed.history(of: id(102)).count == 1)
      try await bed.prepare("drop trigger fail on application")
      try await bed.module().takePortalWork()
      #expect(try await bed.application(102).status == .withdrawn)
    }
  }
}
