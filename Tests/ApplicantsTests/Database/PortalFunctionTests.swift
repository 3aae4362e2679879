import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("What the portal is told and what it files, by the hash of a link")
struct PortalFunctionTests {
  @Test("R-090: open vacancies in both languages, the oldest first")
  func vacancies() async throws {
    try await withHiring { bed in
      let found = try await bed.portal.query(
        "select id, texts #>> '{ru,title}' from v1_vacancies()", as: UUID.self, String.self)
      #expect(found.map(\.0) == [id(1), id(2)])
      #expect(found.map(\.1) == ["Vacancy 1", "Vacancy 2"])
    }
  }

  @Test("case 3: one ticket sent 50 times at once files one form; the next one is good again")
  func submit() async throws {
    try await withHiring { bed in
      let ticket = [UInt8](repeating: 1, count: 8)
      let filed = try await atOnce(50) { try await bed.submit(ticket, name: "Tom \($0)") }
      #expect(filed.count { $0 } == 1)
      #expect(try await bed.value("select count(*) from submission", as: Int.self) == 1)
      #expect(try await bed.submit([UInt8](repeating: 2, count: 8)))
      #expect(try await bed.value("select count(*) from submission", as: Int.self) == 2)
    }
  }

  @Test("R-090: where an application of each status stands, with the first name alone")
  func states() async throws {
    try await withHiring { bed in
      var found: [String?] = []
      for number in 101...107 {
        let state = try #require(try await bed.state(hash(number)))
        #expect(state.firstName == "Tom")
        found.append(state.status)
      }
      #expect(
        found == ["unconfirmed", "new", "invited", "tested", "accepted", "rejected", "withdrawn"])
      let rejected = try await bed.portal.query(
        "select decided_at, reapply_at from v1_state(\(hash(106)), \(t0))", as: Date.self,
        Date.self)
      #expect(rejected[0] == (t0 - 3600, t0 + 90 * 86400))
      let invited = try await bed.portal.query(
        """
        select good_until, questions::int8, limit_seconds::int8, extra_seconds::int8, vacancy #>>
          '{en,title}'
        from   v1_state(\(hash(103)), \(t0))
        """, as: Date.self, Int.self, Int.self, Int.self, String.self)
      #expect(invited[0] == (t0 + 14 * 86400, 3, 1200, 0, "Vacancy 1"))
    }
  }

  @Test("R-111, case 21: a link that is unknown, revoked, expired or erased leads nowhere")
  func deadLinks() async throws {
    try await withHiring { bed in
      try await bed.prepare("update link set revoked_at = t0() where application_id = u(103)")
      let (unknown, revoked) = ([UInt8](repeating: 99, count: 32), hash(103))
      let (good, end) = (hash(101), t0 + 400 * 86400)
      #expect(try await bed.state(good, at: end - 0.000_001) != nil)
      for (link, instant) in [(unknown, t0), (revoked, t0), (good, end)] {
        #expect(try await bed.state(link, at: instant) == nil)
        #expect(try await bed.details(link, at: instant) == nil)
        #expect(try await bed.photo(link, at: instant) == nil)
        #expect(try await bed.keepPhoto(link, "a cat", at: instant) == nil)
        #expect(try await bed.act(link, "resend", at: instant) == nil)
        #expect(try await bed.start(link, at: instant) == nil)
        #expect(try await bed.paper(link, at: instant) == nil)
        #expect(try await bed.question(link, "1.way", at: instant) == nil)
        #expect(try await bed.save(link, "1.way", "1", at: instant).outcome == "unknown")
        #expect(try await bed.handIn(link, at: instant) == nil)
      }
      #expect(try await bed.value("select count(*) from portal_act", as: Int.self) == 0)
      #expect(try await bed.value("select count(*) from attempt", as: Int.self) == 1)
    }
  }

  @Test("R-090: the form's fields are shown as long as they can be corrected, and to no other link")
  func details() async throws {
    try await withHiring { bed in
      let fields = try await bed.details(hash(101))
      #expect(fields == "Tom 101, Tom101@x.example, 3, none")
      #expect(try await bed.keepPhoto(hash(101), "a cat") == "kept")
      #expect(try await bed.details(hash(101))?.hasSuffix("none") == false)
      for number in 102...107 { #expect(try await bed.details(hash(number)) == nil) }
    }
  }

  @Test("R-090: five pictures at most, by their digest; the last one counts until one is confirmed")
  func photos() async throws {
    try await withHiring { bed in
      #expect(try await bed.photo(hash(101)) == nil)
      for number in 1...5 {
        #expect(
          try await bed.keepPhoto(hash(101), "cat \(number)", at: t0 + Double(number)) == "kept")
      }
      #expect(try await bed.keepPhoto(hash(101), "cat 6", at: t0 + 6) == "full")
      #expect(try await bed.photo(hash(101)) == "cat 5")
      // One that is there already is chosen again.
      #expect(try await bed.keepPhoto(hash(101), "cat 2", at: t0 + 7) == "kept")
      #expect(try await bed.photo(hash(101)) == "cat 2")
      #expect(try await bed.keepPhoto(hash(102), "another cat") == nil)
      #expect(try await bed.photo(hash(102)) == "a cat")
      // It was confirmed, whatever came after it.
      try await bed.prepare(
        """
        insert into application_photo (application_id, sha256, at)
        select u(102), encode(sha256('cat 1'), 'hex'), t0() + interval '1 day'
        """)
      #expect(try await bed.photo(hash(102), at: t0 + 2 * 86_400) == "a cat")
      let honest = try await bed.value(
        "select bool_and(sha256 = encode(sha256(bytes), 'hex')) from photo", as: Bool.self)
      #expect(honest)
    }
  }

  @Test("R-090: of two pictures sent at once, where there is room for one, one is kept")
  func photosAtOnce() async throws {
    try await withHiring { bed in
      for number in 1...4 { #expect(try await bed.keepPhoto(hash(101), "cat \(number)") == "kept") }
      let sixth = try await bed.portal.withTransaction { keeping in
        try await keeping.query(
          "select v1_keep_photo(\(hash(101)), 'image/png', \(Array("cat 5".utf8)), \(t0))")
        let sixth = Task.detached { try await bed.keepPhoto(hash(101), "cat 6") }
        try await bed.waitsForLock("v1_keep_photo")
        return sixth
      }
      #expect(try await sixth.value == "full")
    }
  }

  @Test("what is no picture of the kinds that are cleaned is not kept, whoever sends it")
  func noPicture() async throws {
    try await withHiring { bed in
      for type in ["text/html", "image/svg+xml"] {
        await #expect(throws: PostgresError.self) {
          try await bed.portal.query(
            "select v1_keep_photo(\(hash(101)), \(type), \([1 as UInt8]), \(t0))")
        }
      }
      await #expect(throws: PostgresError.self) { try await bed.keepPhoto(hash(101), "") }
      let photos = try await bed.value("select count(*) from photo", as: Int.self)
      #expect(photos == 1)
    }
  }

  @Test("section 7: what can be wanted where; the same twice is one, until it is decided")
  func acts() async throws {
    try await withHiring { bed in
      let kinds = ["confirm", "not_me", "withdraw", "erase", "resend", "more_time"]
      let fitting: [Int: Set<String>] = [
        101: ["confirm", "not_me", "erase", "resend"], 102: ["withdraw", "erase", "resend"],
        103: ["withdraw", "erase", "resend", "more_time"], 104: ["withdraw", "erase", "resend"],
        105: ["erase", "resend"], 106: ["erase", "resend"], 107: ["erase", "resend"],
      ]
      for (number, fitting) in fitting {
        for kind in kinds {
          let fits = fitting.contains(kind)
          #expect(
            try await bed.act(hash(number), kind) == (fits ? "filed" : "refused"),
            "\(kind) of \(number)")
          if fits { #expect(try await bed.act(hash(number), kind) == "waiting") }
        }
      }
      #expect(try await bed.state(hash(102))?.waiting == ["withdraw", "erase", "resend"])
      try await bed.prepare(
        """
        update portal_act
        set    done_at = t0(), result = case kind when 'resend' then 'sent' else 'too-late' end
        where  application_id = u(102) and kind in ('erase', 'resend')
        """)
      let state = try await bed.state(hash(102))
      #expect(state?.waiting == ["withdraw"])
      #expect(state?.act == "resend" && state?.result == "sent")
      #expect(try await bed.act(hash(102), "resend") == "filed")
    }
  }

  @Test("section 7: fifty of a day are filed; of those after them, what ends the application is")
  func fullDay() async throws {
    try await withHiring { bed in
      try await bed.prepare(
        """
        insert into portal_act (application_id, kind, at, done_at)
        select u(n), 'resend', t0(), t0()
        from   unnest(array[101, 103]) n, generate_series(1, 49)
        """)
      let wanted: [(Int, String, Double, String)] = [
        (103, "resend", 0, "filed"), (103, "resend", 0, "waiting"), (103, "more_time", 0, "full"),
        (103, "confirm", 0, "refused"), (103, "withdraw", 0, "filed"), (103, "erase", 0, "filed"),
        (103, "more_time", 86_399.999, "full"), (103, "more_time", 86_400, "filed"),
        (101, "resend", 0, "filed"), (101, "confirm", 0, "full"), (101, "not_me", 0, "filed"),
        (101, "erase", 0, "filed"),
      ]
      for (number, kind, age, outcome) in wanted {
        let told = try await bed.act(hash(number), kind, at: t0 + age)
        #expect(told == outcome, "\(kind) of \(number) at \(age)")
      }
    }
  }

  @Test("case 9: the same wanted 50 times at once is filed once")
  func actsAtOnce() async throws {
    try await withHiring { bed in
      let answers = try await atOnce(50) {
        try await bed.act(hash(101), "confirm", form: "{\"n\": \($0)}")
      }
      #expect(answers.count { $0 == "filed" } == 1)
      #expect(answers.count { $0 == "waiting" } == 49)
      #expect(try await bed.value("select count(*) from portal_act", as: Int.self) == 1)
    }
  }

  @Test("section 7: what is wanted while a decision is made comes after it")
  func actAndDecision() async throws {
    try await withHiring { bed in
      let act = try await bed.app.withTransaction { decision in
        try await decision.query(
          """
          update application
          set    status = 'rejected', reason = 'incomplete', rejected_from = status,
                 reapply_at = now(), decided_at = now(), decided_by = 'boss'
          where  id = \(id(102))
          """)
        let act = Task.detached { try await bed.act(hash(102), "withdraw") }
        try await bed.waitsForLock("v1_act")
        return act
      }
      #expect(try await act.value == "refused")
      #expect(try await bed.value("select count(*) from portal_act", as: Int.self) == 0)
    }
  }

  @Test("case 9: who is told that another one is open is told by the link of what was dropped")
  func dropped() async throws {
    try await withHiring { bed in
      #expect(try await bed.act(hash(101), "confirm", form: "{\"name\": \"Tom\"}") == "filed")
      try await bed.prepare(
        """
        update portal_act set done_at = t0(), result = 'reapply-later', result_until = t0();
        select drop_unconfirmed(array[u(101), u(102)]);
        """)
      let state = try await bed.state(hash(101))
      #expect(state?.status == nil && state?.result == "reapply-later")
      #expect(try await bed.state(hash(102))?.status == "new", "what is confirmed is not dropped")
      try await bed.prepare("update portal_act set result = null, result_until = null")
      #expect(try await bed.state(hash(101)) == nil, "with nothing to tell, a link leads nowhere")
    }
  }
}
