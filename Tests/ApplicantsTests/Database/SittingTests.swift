import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("R-111: a sitting under the clock of the server")
struct SittingTests {
  private let link = hash(103)

  @Test("case 12: 50 starts at once are one attempt with one seed, whichever device asks again")
  func starts() async throws {
    try await withHiring { [link] bed in
      let starts = try await atOnce(50) { try await bed.start(link, seed: Int64($0)) }
      #expect(Set(starts).count == 1)
      let start = try #require(starts[0])
      #expect(start.outcome == "running")
      #expect(start.deadline == t0 + 1200 && start.acceptUntil == t0 + 1205)
      #expect(try await bed.start(link, seed: 99, at: t0 + 600) == start)
      #expect(
        try await bed.value(
          "select count(*) from attempt where application_id = u(103)", as: Int.self) == 1)
    }
  }

  @Test("case 21: an invitation lapses to the instant; a test begun just before has its full time")
  func lapses() async throws {
    try await withHiring { [link] bed in
      let end = t0 + 14 * 86400
      #expect(try await bed.start(link, at: end)?.outcome == "lapsed")
      let start = try await bed.start(link, at: end - 0.001)
      #expect(start?.outcome == "running" && start?.deadline == end - 0.001 + 1200)
      #expect(try await bed.start(link, at: end + 1000) == start)
      #expect(try await bed.save(link, "1.way", "\"30\"", at: end + 1000).outcome == "saved")
    }
  }

  @Test("time granted before counts; what is used, revoked or not given begins nothing")
  func grants() async throws {
    try await withHiring { [link] bed in
      try await bed.prepare("update invitation set extra_seconds = 600 where id = u(203)")
      for number in [101, 102, 104, 105, 106, 107] {
        #expect(try await bed.start(hash(number))?.outcome == "none")
      }
      try await bed.prepare("update invitation set revoked_at = t0() where id = u(203)")
      #expect(try await bed.start(link)?.outcome == "none")
      try await bed.prepare("update invitation set revoked_at = null where id = u(203)")
      #expect(try await bed.start(link)?.deadline == t0 + 1800)
      #expect(try await bed.handIn(link, at: t0 + 1)?.status == "handed_in")
      #expect(try await bed.start(link, at: t0 + 2)?.outcome == "used")
    }
  }

  @Test("case 11: 1 200 s from T0: saved at 12:20:04.999, over at 12:20:05, handed in at 12:20")
  func times() async throws {
    try await withHiring { [link] bed in
      _ = try await bed.start(link)
      #expect(
        try await bed.save(link, "1.way", "\"30\"", at: t0 + 1204.999)
          == .init(outcome: "saved", revision: 1))
      #expect(
        try await bed.save(link, "1.way", "\"31\"", at: t0 + 1205)
          == .init(outcome: "over", revision: 1))
      #expect(
        try await bed.handIn(link, becauseTimeIsUp: true, at: t0 + 1205)
          == .init(status: "handed_in", deadline: t0 + 1200, at: t0 + 1200))
      #expect(try await bed.handedInBy == "time")
    }
  }

  @Test("case 11: ten minutes more; a stale tab's hand-in changes nothing and is told the new end")
  func extraTime() async throws {
    try await withHiring { [link] bed in
      _ = try await bed.start(link)
      try await bed.app.query(
        """
        update attempt
        set    extra_seconds = 600, deadline_at = deadline_at + interval '600 s',
               accept_until = accept_until + interval '600 s', version = version + 1
        where  id = \(id(203))
        """)
      #expect(
        try await bed.handIn(link, becauseTimeIsUp: true, at: t0 + 1201)
          == .init(status: "running", deadline: t0 + 1800, at: nil))
      #expect(try await bed.save(link, "1.way", "\"30\"", at: t0 + 1804.999).outcome == "saved")
    }
  }

  @Test("who hands in before the end has done so then, once, and answers nothing after")
  func handsIn() async throws {
    try await withHiring { [link] bed in
      #expect(try await bed.handIn(link) == nil)
      _ = try await bed.start(link)
      let handedIn = HiringBed.HandedIn(
        status: "handed_in", deadline: t0 + 1200, at: t0 + 300)
      #expect(try await bed.handIn(link, at: t0 + 300) == handedIn)
      #expect(try await bed.handIn(link, at: t0 + 400) == handedIn)
      #expect(try await bed.handedInBy == "applicant")
      let version: Int = try await bed.value("select version from attempt where id = u(203)")
      #expect(version == 2)
      #expect(try await bed.save(link, "1.way", "\"30\"", at: t0 + 301).outcome == "over")
      #expect(
        try await bed.value("select next_at from attempt where id = u(203)", as: Date.self)
          == t0 + 300)
    }
  }

  @Test("who hands in at the very end has not done so before it: time has")
  func atTheEnd() async throws {
    try await withHiring { [link] bed in
      _ = try await bed.start(link)
      #expect(
        try await bed.handIn(link, at: t0 + 1200)
          == .init(status: "handed_in", deadline: t0 + 1200, at: t0 + 1200))
      #expect(try await bed.handedInBy == "time")
    }
  }

  @Test("case 12: each change is a revision of its own, what is the same is none, nothing is lost")
  func revisions() async throws {
    try await withHiring { [link] bed in
      #expect(try await bed.save(link, "1.way", "\"30\"").outcome == "unknown", "not begun")
      _ = try await bed.start(link)
      for (value, outcome, revision) in [
        (nil, "same", 0), ("\"30\"", "saved", 1), ("\"30\"", "same", 1), ("\"31\"", "saved", 2),
        (nil, "saved", 3), (nil, "same", 3), ("\"30\"", "saved", 4),
      ] as [(String?, String, Int)] {
        #expect(
          try await bed.save(link, "1.way", value) == .init(outcome: outcome, revision: revision))
      }
      for question in ["1.bus", "2.way", "1way", "way", "", "1.", "11.way", "x.way", "1.way'"] {
        #expect(try await bed.save(link, question, "1").outcome == "unknown", "\(question)")
      }
      let kept = try await bed.admin.query(
        "select value::text from answer order by revision", as: String?.self)
      #expect(kept == ["\"30\"", "\"31\"", nil, "\"30\""])
    }
  }

  @Test("beyond 2 000 revisions nothing is kept, and that is said")
  func full() async throws {
    try await withHiring { [link] bed in
      _ = try await bed.start(link)
      try await bed.prepare(
        """
        insert into answer
        select u(203), '1.why_us', n, to_jsonb(n), t0(), 'script' from generate_series(1, 1999) n
        """)
      #expect(try await bed.save(link, "1.way", "1") == .init(outcome: "saved", revision: 1))
      #expect(try await bed.save(link, "1.way", "2") == .init(outcome: "full", revision: 1))
      #expect(try await bed.save(link, "1.way", "1") == .init(outcome: "same", revision: 1))
    }
  }

  @Test("papers and answers are given once it was begun, the right ones never")
  func papers() async throws {
    try await withHiring { [link] bed in
      #expect(try await bed.paper(link) == nil)
      _ = try await bed.start(link)
      _ = try await bed.save(link, "1.way", "\"30\"")
      _ = try await bed.save(link, "1.way", "\"31\"")
      let (papers, answers) = try #require(try await bed.paper(link))
      #expect(papers.contains("late_bus") && papers.contains("\"version\": 1"))
      #expect(!papers.contains("right"))
      #expect(
        answers == #"{"1.way": {"value": "31", "revision": 2, "saved_at": 1803902400.000000}}"#)
      #expect(try #require(try await bed.question(link, "1.way")) == ("\"31\"", 2))
      #expect(try #require(try await bed.question(link, "1.late_bus")) == (nil, nil))
      #expect(try await bed.state(link)?.answered == 1)
      _ = try await bed.save(link, "1.way", nil)
      #expect(try await bed.state(link)?.answered == 0)
      _ = try await bed.handIn(link, at: t0 + 60)
      #expect(try await bed.paper(link, at: t0 + 60) != nil)
      let ends = try await bed.portal.query(
        "select deadline_at, accept_until from v1_paper(\(link), \(t0))", as: Date.self, Date.self
      ).first
      #expect(try #require(ends) == (t0 + 60, t0 + 60), "nothing is taken after a hand-in")
      try await bed.prepare("update attempt set status = 'void', next_at = null where id = u(203)")
      #expect(try await bed.paper(link) == nil)
      #expect(try await bed.question(link, "1.way") == nil)
    }
  }

  @Test("what is sat is the invitation that counts, its tests in their order")
  func replaced() async throws {
    try await withHiring { [link] bed in
      _ = try await bed.start(link)
      try await bed.prepare(
        """
        update attempt set status = 'void' where id = u(203);
        update invitation set revoked_at = t0() where id = u(203);
        insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                                expires_at, reason, created_by, created_at)
        values (u(303), u(103), 2, 1, 2400, 5, t0() + interval '14 days', 'again', 'boss', t0());
        insert into invitation_test (invitation_id, position, test_id, version, scoring)
        values (u(303), 2, u(11), 1, 1), (u(303), 1, u(12), 1, 1);
        """)
      #expect(try await bed.start(link)?.deadline == t0 + 2400)
      #expect(try await bed.save(link, "2.way", "\"30\"").outcome == "saved")
      let (papers, _) = try #require(try await bed.paper(link))
      let places = [12, 11].compactMap { number in
        papers.firstRange(of: id(number).uuidString.lowercased())?.lowerBound
      }
      #expect(places.count == 2 && places == places.sorted())
      #expect(try await bed.handIn(link, at: t0 + 9)?.deadline == t0 + 2400)
    }
  }

  @Test("8 writers and a hand-in: what was told to be saved is there, and nothing came later")
  func handInAmongWriters() async throws {
    try await withHiring { bed in
      try await bed.prepare(Self.sitters(40))
      for sitter in 1...40 {
        let link = Self.link(of: sitter)
        _ = try await bed.start(link)
        let saved = try await atOnce(9) { writer in
          if writer == 4 {
            _ = try await bed.handIn(link, at: t0 + 1)
            return 0
          }
          var saved = 0
          for n in 0..<6 {
            let answer = try await bed.save(link, "1.why_us", "\"\(writer) \(n)\"", at: t0 + 1)
            saved += answer.outcome == "saved" ? 1 : 0
          }
          return saved
        }
        let kept = try await bed.admin.query(
          """
          select revision::int8 from answer
          where  attempt_id = \(id(400 + sitter)) order by revision
          """, as: Int.self)
        // Without a gap, and as many as were told.
        #expect(kept == Array(1..<saved.reduce(1, +)))
      }
    }
  }

  @Test("an answer that was let in keeps the hand-in waiting, and the next one is refused")
  func triggerHoldsTheEnd() async throws {
    try await withHiring { [link] bed in
      _ = try await bed.start(link)
      let handedIn = try await bed.app.withTransaction { writer in
        try await writer.query(
          "insert into answer values (\(id(203)), '1.way', 1, '1', \(t0 + 1), 'form')")
        let handedIn = Task.detached { try await bed.handIn(hash(103), at: t0 + 1) }
        try await bed.waitsForLock("v1_hand_in")
        return handedIn
      }
      #expect(try await handedIn.value?.status == "handed_in")
      let late = await #expect(throws: PostgresError.self) {
        try await bed.app.query(
          "insert into answer values (\(id(203)), '1.way', 2, '2', \(t0 + 1), 'form')")
      }
      #expect(late?.sqlState?.rawValue == "MC001")
    }
  }

  @Test("an invitation that is being revoked begins nothing, and one that is begun is not revoked")
  func startAndRevoke() async throws {
    try await withHiring { [link] bed in
      let revoke = "update invitation set revoked_at = now() where id = u(203)"
      let start = try await bed.app.withTransaction { revoking in
        try await revoking.query(
          "update invitation set revoked_at = \(t0) where id = \(id(203))")
        let start = Task.detached { try await bed.start(hash(103)) }
        try await bed.waitsForLock("v1_start")
        return start
      }
      #expect(try await start.value?.outcome == "none")
      try await bed.prepare("update invitation set revoked_at = null where id = u(203)")
      let revoked = try await bed.portal.withTransaction { starting in
        try await starting.query("select v1_start(\(link), 7::int8, \(t0))")
        let revoked = Task.detached { try await bed.prepare(revoke) }
        try await bed.waitsForLock(revoke)
        return revoked
      }
      let error = await #expect(throws: PostgresError.self) { try await revoked.value }
      #expect(error?.constraint == "invitation_not_in_use")
      #expect(try await bed.state(link)?.attempt == "running")
    }
  }
}

extension SittingTests {
  /// Applications from 301 on that are invited, with invitations from 401 on.
  private static func sitters(_ count: Int) -> String {
    """
    insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                             language, created_at)
    select u(n), u(1), 'unconfirmed', 'Cat', n || '@y.example', '1', 3, 'Siberian', 'grey', 'ru',
           t0()
    from   generate_series(301, 300 + \(count)) n;
    insert into application_photo (application_id, sha256, at)
    select a.id, p.sha256, t0() from application a, photo p where a.id > u(300);
    update application
    set    status = 'invited', tests = array[u(11)], confirmed_at = t0(), photo_sha256 = p.sha256
    from   photo p
    where  id > u(300);
    insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                            expires_at, created_by, created_at)
    select u(n + 100), u(n), 1, 1, 1200, 5, t0() + interval '14 days', 'boss', t0()
    from   generate_series(301, 300 + \(count)) n;
    insert into invitation_test (invitation_id, position, test_id, version, scoring)
    select id, 1, u(11), 1, 1 from invitation where id > u(400);
    insert into link (token_hash, application_id, kind, expires_at, created_at)
    select decode(repeat('ee', 31) || lpad(to_hex(n - 300), 2, '0'), 'hex'), u(n), 'status',
           t0() + interval '1 day', t0()
    from   generate_series(301, 300 + \(count)) n;
    """
  }

  /// - Parameter sitter: from 1.
  private static func link(of sitter: Int) -> [UInt8] {
    [UInt8](repeating: 0xEE, count: 31) + [UInt8(sitter)]
  }
}

extension HiringBed {
  /// By whom the attempt of the one that is invited was.
  fileprivate var handedInBy: String {
    get async throws { try await value("select handed_in_by from attempt where id = u(203)") }
  }
}
