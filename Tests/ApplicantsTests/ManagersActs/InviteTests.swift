import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-111: managers invite to tests, and add time")
struct InviteTests {
  @Test("R-110: versions, scorings, time and end are fixed, and the mail gets a link of its own")
  func invite() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        "update application set tests = array[u(12), u(11)] where id = u(102)")
      let invited = try await bed.act(102, "/invite", ["extra_minutes": 10], key: "once")
      #expect((invited.status, invited["status"], invited["version"]) == (200, "invited", 3))
      let again = try await bed.act(102, "/invite", ["extra_minutes": 10], key: "once")
      #expect(again.body == invited.body)
      let invitation = try #require(try await bed.get(102)["invitations"]?[0])
      #expect(invitation["number"] == 1)
      #expect(
        invitation["tests"] == [
          ["test_id": .string(id(12).wire), "version": 1, "scoring": 1],
          ["test_id": .string(id(11).wire), "version": 1, "scoring": 1],
        ])
      #expect((invitation["limit_seconds"], invitation["extra_seconds"]) == (2_400, 600))
      #expect(invitation["good_until"] == "2027-03-15T12:00:00Z")
      let keys = try await bed.hiring.column("key", of: "sitting_group", as: String.self)
      #expect(keys.contains("\(id(11).wire):1/1,\(id(12).wire):1/1"))

      let events = try await bed.events(102)
      #expect(events.map(\.type) == ["application.changed.v1"])
      let data = try #require(events.first?.data)
      #expect((data["event"], data["status"], data["previous"]) == ("invited", "invited", "new"))
      #expect(data["test"]?["questions"] == 6)
      #expect((data["test"]?["limit_seconds"], data["test"]?["extra_seconds"]) == (2_400, 600))
      #expect(data["link"]?["kind"] == "invitation")
      // It outlives the invitation by two days.
      let ends: [Date] = try await bed.bed.admin.query(
        "select expires_at from applicants.link where kind = 'invitation'", as: Date.self)
      #expect(ends == [t0 + 16 * 86_400])
      // 2.4: of the token itself nothing is kept.
      let told = try await bed.bed.events(ApplicationChanged.self, of: id(102)).first?.link
      let token = try LinkSeal(ApplicantsConfiguration.testing.linkSealKeys)
        .open(try #require(told), of: id(102))
      #expect(token.utf8.count == 51)
      #expect(try await bed.bed.tables(having: token) == [])
    }
  }

  @Test("the second time takes the place of the first, for a reason only")
  func again() async throws {
    try await withApplications { bed in
      let refused = try await bed.act(103, "/invite", [:])
      #expect((refused.status, refused.mistakes) == (400, ["/reason"]))
      try await bed.bed.prepare("update application set asks_time = 'a paw' where id = u(103)")
      let invited = try await bed.act(103, "/invite", ["reason": "The power was cut."])
      #expect((invited.status, invited["status"]) == (200, "invited"), "\(invited.text)")
      // It is another test, with the time that goes with it.
      #expect(invited["asks_time"] == .null)
      let invitations = try #require(try await bed.get(103)["invitations"]?.array)
      #expect(invitations.map { $0["number"] } == [1, 2])
      #expect(invitations.map { $0["revoked_at"] == .null } == [false, true])
      #expect(invitations[1]["reason"] == "The power was cut.")
      #expect(try await bed.history(103).last == "invited_again")
      // Who was tested may sit again, too.
      let tested = try await bed.act(104, "/invite", ["reason": "The light went out."])
      #expect((tested.status, tested["status"]) == (200, "invited"))
      #expect(try await bed.events(104).last?.data["previous"] == "tested")
    }
  }

  @Test("not while the test is sat or scored, nor to what nobody is given, nor once it is decided")
  func refused() async throws {
    try await withApplications { bed in
      try await bed.begin(103, minutes: 20)
      let running = try await bed.act(103, "/invite", ["reason": "again"])
      #expect(running.problem == "test-under-way")
      try await bed.bed.prepare(
        """
        update attempt set status = 'marking', handed_in_at = t0(), handed_in_by = 'applicant'
        where  id = u(203)
        """)
      let marked = try await bed.act(103, "/invite", ["reason": "again"])
      #expect(marked.problem == "test-under-way")
      for number in [105, 106, 107] {
        #expect(try await bed.act(number, "/invite", ["reason": "x"]).problem == "wrong-state")
      }
      try await bed.bed.prepare("update test_version set is_default = false")
      #expect(try await bed.act(102, "/invite", [:]).problem == "no-default-version")
      try await bed.bed.prepare("update application set tests = '{}' where id = u(102)")
      #expect(try await bed.act(102, "/invite", [:]).problem == "no-tests")
      #expect(try await bed.act(101, "/invite", [:]).status == 404)
      let bad = try await bed.act(102, "/invite", ["extra_minutes": 481, "why": "x"])
      #expect(bad.mistakes == ["/extra_minutes", "/why"])
    }
  }

  @Test("case 11: ten minutes granted at 12:19 move the end to 12:30, and never back")
  func extraTime() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare("update application set asks_time = 'a paw' where id = u(103)")
      try await bed.begin(103, minutes: 20)
      bed.clock.set(t0 + 19 * 60)
      let added = try await bed.act(
        103, "/extra-time", ["minutes": 10, "reason": "a paw in plaster"])
      #expect((added.status, added["asks_time"]) == (200, .null), "\(added.text)")
      let attempt = try await bed.get(103)["invitations"]?[0]?["attempt"]
      #expect(attempt?["deadline_at"] == "2027-03-01T12:30:00Z")
      let data = try await bed.events(103).last?.data
      #expect((data?["event"], data?["deadline_at"]) == ("time_added", "2027-03-01T12:30:00Z"))
      #expect(data?["test"]?["extra_seconds"] == 600)
      #expect(data?["link"]?["kind"] == "invitation")
      for minutes in [0, -5, 481] {
        let bad = try await bed.act(
          103, "/extra-time", ["minutes": .number("\(minutes)"), "reason": "x"])
        #expect(bad.mistakes == ["/minutes"])
      }
      let most = try await bed.act(103, "/extra-time", ["minutes": 471, "reason": "x"])
      #expect(most.mistakes == ["/minutes"])
      // From the instant on at which no answer is taken, swept or not.
      bed.clock.set(t0 + 30 * 60 + 5 - 0.001)
      #expect(try await bed.act(103, "/extra-time", ["minutes": 1, "reason": "x"]).status == 200)
      bed.clock.set(t0 + 31 * 60 + 5)
      func more(_ number: Int) async throws -> String? {
        try await bed.act(number, "/extra-time", ["minutes": 1, "reason": "x"]).problem
      }
      #expect(try await more(103) == "attempt-over")
      try await bed.bed.prepare(
        """
        update attempt
        set    status = 'handed_in', handed_in_at = deadline_at, handed_in_by = 'time'
        where  id = u(203)
        """)
      #expect(try await more(103) == "attempt-over")
      #expect(try await more(104) == "attempt-over", "scored")
      #expect(try await more(105) == "wrong-state", "decided")
    }
  }

  @Test("section 8: more time, the end of the time and answers at once: who is first decides")
  func extraTimeRace() async throws {
    try await withApplications { bed in
      let cats = Array(120..<140)
      try await bed.invite(cats)
      bed.clock.set(t0 + 1_201)
      let answers = try await atOnce(cats.count * 6) { number -> String in
        let cat = cats[number % cats.count]
        switch number / cats.count {
        case 1:
          let added = try await bed.act(cat, "/extra-time", ["minutes": 10, "reason": "a paw"])
          return "\(cat) \(added.status == 200 ? "added" : added.problem ?? "")"
        case 3:
          let left = try await bed.bed.handIn(hash(cat), becauseTimeIsUp: true, at: t0 + 1_201)
          return "\(cat) \(left?.status ?? "")"
        case let tab:
          let saved = try await bed.bed.save(
            hash(cat), "1.way", "\"\(tab)\"", at: t0 + 1_201)
          return "\(cat) \(saved.outcome)"
        }
      }
      for cat in cats {
        let told = answers.filter { $0.hasPrefix("\(cat) ") }.map { String($0.dropFirst(4)) }
        let row = try await bed.bed.admin.query(
          """
          select a.status, a.deadline_at, a.handed_in_at,
                 (select count(*) from answer where attempt_id = a.id)
          from   attempt a where a.id = \(id(cat + 100))
          """, as: String.self, Date.self, Date?.self, Int.self)
        let (status, end, handedIn, saved) = try #require(row.first)
        if told.contains("added") {
          #expect(status == "running" && end == t0 + 1_800 && handedIn == nil, "\(told)")
          #expect(told.contains("running") && saved == 4, "\(told)")
        } else {
          #expect(told.contains("attempt-over") && told.contains("handed_in"), "\(told)")
          #expect(status == "handed_in" && end == t0 + 1_200 && handedIn == end)
        }
        #expect(told.count { $0 == "saved" } == saved, "\(told)")
        #expect(told.allSatisfy { $0 != "same" })
      }
    }
  }

  @Test("before the test is begun, time is added to the invitation, as long as that is good")
  func timeBefore() async throws {
    try await withApplications { bed in
      let added = try await bed.act(103, "/extra-time", ["minutes": 5, "reason": "a paw"])
      #expect(added.status == 200, "\(added.text)")
      let invitation = try await bed.get(103)["invitations"]?[0]
      #expect(invitation?["extra_seconds"] == 300)
      #expect(try await bed.events(103).last?.data["deadline_at"] == nil)
      // 480 minutes in all, and not one more.
      let rest = try await bed.act(103, "/extra-time", ["minutes": 475, "reason": "a paw"])
      #expect(rest.status == 200, "\(rest.text)")
      let more = try await bed.act(103, "/extra-time", ["minutes": 1, "reason": "a paw"])
      #expect(more.mistakes == ["/minutes"])
      bed.clock.set(t0 + 14 * 86_400)
      let late = try await bed.act(103, "/extra-time", ["minutes": 5, "reason": "a paw"])
      #expect(late.problem == "invitation-over")
      let none = try await bed.act(102, "/extra-time", ["minutes": 5, "reason": "a paw"])
      #expect(none.problem == "wrong-state")
    }
  }

  @Test("of fifty invitations at once one is made")
  func race() async throws {
    try await withApplications { bed in
      let answers = try await atOnce(50) { _ in try await bed.act(102, "/invite", [:]) }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.mistakes == ["/reason"] } == 49)
      #expect(try await bed.events(102).count == 1)
    }
  }

  @Test("a link for whose mail does not arrive: told once, known to the database by its hash")
  func links() async throws {
    try await withApplications { bed in
      let made = try await bed.act(103, "/links", ["kind": "invitation"])
      #expect(made.status == 201, "\(made.text)")
      let url = try #require(made["url"]?.string)
      let token = try #require(url.split(separator: "/").last)
      #expect(token.utf8.count == 51)
      #expect(try await bed.bed.tables(having: String(token)) == [])
      #expect(made["expires_at"] == "2027-03-17T12:00:00Z")
      let rows: Int64 = try await bed.bed.value(
        "select count(*) from applicants.link where created_by = 'boss' and invitation_id = u(203)")
      #expect(rows == 1)
      #expect(try await bed.history(103).last == "link_made")
      #expect(try await bed.events(103).isEmpty)
      let status = try await bed.act(107, "/links", ["kind": "status"])
      #expect(status.status == 201)
      let nothing = try await bed.act(102, "/links", ["kind": "invitation"])
      #expect(nothing.problem == "wrong-state")
      #expect(try await bed.act(102, "/links", ["kind": "door"]).mistakes == ["/kind"])
      let stale = try await bed.act(102, "/links", ["kind": "status"], match: "1")
      #expect(stale.status == 412)
      // Not to a test that is over, nor to what is forgotten.
      let tested = try await bed.act(104, "/links", ["kind": "invitation"])
      #expect(tested.problem == "wrong-state")
      try await bed.bed.prepare("select applicants.erase(u(107), t0())")
      let erased = try await bed.act(107, "/links", ["kind": "status"])
      #expect(erased.problem == "wrong-state")
      bed.clock.set(t0 + 16 * 86_400)
      let late = try await bed.act(103, "/links", ["kind": "invitation"])
      #expect(late.problem == "invitation-over")
    }
  }
}

extension ApplicationsBed {
  /// Cats that were invited, and began the test at T0; a link leads to each.
  fileprivate func invite(_ cats: [Int]) async throws {
    let numbers = cats.map(String.init).joined(separator: ", ")
    try await bed.prepare(
      """
      insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                               language, created_at)
      select u(n), u(1), 'unconfirmed', 'Cat ' || n, 'cat' || n || '@y.example', '+7 900', 3,
             'Siberian', 'grey', 'en', t0()
      from   unnest(array[\(numbers)]) n;
      insert into application_photo (application_id, sha256, at)
      select u(n), sha256, t0() from photo, unnest(array[\(numbers)]) n;
      update application
      set    status = 'invited', tests = array[u(11)], confirmed_at = t0(),
             photo_sha256 = (select sha256 from photo)
      where  id = any (select u(n) from unnest(array[\(numbers)]) n);
      insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                              expires_at, created_by, created_at)
      select u(n + 100), u(n), 1, 1, 1200, 5, t0() + interval '14 days', 'boss', t0()
      from   unnest(array[\(numbers)]) n;
      insert into invitation_test (invitation_id, position, test_id, version, scoring)
      select u(n + 100), 1, u(11), 1, 1 from unnest(array[\(numbers)]) n;
      insert into link (token_hash, application_id, kind, expires_at, created_at)
      select h(n), u(n), 'status', t0() + interval '400 days', t0()
      from   unnest(array[\(numbers)]) n;
      """)
    for cat in cats { try await begin(cat, minutes: 20) }
  }

  /// An application's attempt begins at T0.
  func begin(_ number: Int, minutes: Int) async throws {
    try await bed.prepare(
      """
      insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                           started_at, deadline_at, accept_until)
      values (u(\(number + 100)), u(\(number)), 1, 1, \(minutes * 60), 0, t0(),
              t0() + interval '\(minutes) min',
              t0() + interval '\(minutes) min' + interval '5 s');
      """)
  }
}
