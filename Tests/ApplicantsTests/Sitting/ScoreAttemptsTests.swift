import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-112: attempts that are handed in are scored")
struct ScoreAttemptsTests {
  @Test("case 13: best, middling and no answers, marked 4 and 4, 3 and 1")
  func firstLook() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.best)
      try await bed.sit(2...2, FirstLook.middling)
      try await bed.sit(3...3)
      try await bed.score()
      #expect(try await bed.status(1) == "marking")
      #expect(try await bed.status(2) == "marking")
      let nothing = try await bed.seen(3)
      #expect((nothing["status"], nothing["points"]) == ("finished", 0))
      #expect(nothing["code"]?.string == String(repeating: "J", count: 20))
      for (cat, question, points) in [
        (1, "1.why_us", 4), (1, "1.best_day", 4), (2, "1.why_us", 3), (2, "1.best_day", 1),
      ] {
        let mark = try await bed.hiring.send(
          .put, "\(bed.path(cat))/marks/\(question)", ["points": .number("\(points)")], match: "1")
        #expect(mark.status == 200, "\(mark.text)")
      }
      try await bed.score()
      let best = try await bed.seen(1)
      #expect((best["points"], best["max_points"]) == (46, 46))
      #expect(best["ten_thousandths"] == 10_000 && best["code"] == "JJMNNMOLMJLJJJLLLNNP")
      let middling = try await bed.seen(2)
      #expect((middling["points"], middling["ten_thousandths"]) == (21, 4_565))
      #expect(middling["code"] == "KNJLNKKKLMJNJLJKKJLK")
      #expect(middling["characteristics"]?["listening"] == 55)
    }
  }

  @Test("the application is tested: in its history, with how it stood, and in one event")
  func tested() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.middling.withoutTexts)
      try await bed.score()
      #expect(try await bed.history(1) == ["asked", "tested"])
      let facts: JSONText = try await bed.value(
        "select facts from applicants.application_history where event = 'tested'")
      let standing = try JSONValue(parsing: facts.text.utf8)["standing"]
      #expect((standing?["points"], standing?["best"], standing?["of"]) == (17, 1, 1))
      #expect(standing?["obstacles"] == ["too_few", "below_minimum", "knocked_out"])
      #expect(
        try await bed.value(
          """
          select type || ' ' || sequence || ' ' || (data ->> 'status') || ' '
                 || (data ->> 'previous')
          from   applicants.outbox
          """) == "application.changed.v1 2 tested invited")
      // Nothing is due any more.
      try await bed.score()
      #expect(try await bed.history(1) == ["asked", "tested"])
    }
  }

  @Test("R-080, case 15: 32 that finish at once have the places 1 to 32, each stood among as many")
  func atOneMoment() async throws {
    try await withSittings { bed in
      try await bed.sit(1...32)
      let claims = try await bed.hiring.module.scoring.errand.claim(
        at: bed.hiring.clock.now, until: bed.hiring.clock.now + 60, atMost: 40)
      #expect(claims.count == 32)
      _ = try await atOnce(32) { index in
        await bed.hiring.module.scoring.errand.act(on: claims[index])
      }
      let places = try await bed.hiring.database.admin.query(
        "select ordinal, standing::text from applicants.attempt order by ordinal", as: Int.self,
        String.self)
      #expect(places.map(\.0) == Array(1...32))
      #expect(try places.map { try JSONValue(parsing: $0.1.utf8)["of"]?.int } == Array(1...32))
      #expect(
        try await bed.value(
          "select count(*) from applicants.outbox where type = 'application.changed.v1'",
          as: Int.self) == 32)
    }
  }

  @Test("withdrawn meanwhile, or replaced by another invitation: void, and nobody is told")
  func void() async throws {
    try await withSittings { bed in
      try await bed.sit(1...2)
      try await bed.prepare(
        """
        update application set status = 'withdrawn', decided_at = t0() where id = u(1001);
        update invitation set revoked_at = t0() where id = u(20002);
        """)
      try await bed.score()
      for cat in 1...2 {
        #expect(try await bed.status(cat) == "void")
        #expect(try await bed.history(cat) == ["asked"])
      }
      #expect(
        try await bed.value("select finished from applicants.sitting_group", as: Int.self) == 0)
    }
  }

  @Test("one that was rejected meanwhile is scored for when it is opened again, and nobody is told")
  func rejected() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      try await bed.prepare(
        """
        update application
        set    status = 'rejected', reason = 'incomplete', rejected_from = 'invited',
               reapply_at = t0(), decided_at = t0(), decided_by = 'boss'
        where  id = u(1001);
        """)
      try await bed.score()
      #expect(try await bed.status(1) == "finished")
      #expect(try await bed.history(1) == ["asked", "tested"])
      #expect(
        try await bed.value("select status || rejected_from from applicants.application")
          == "rejectedtested")
      #expect(try await bed.value("select count(*) from applicants.outbox", as: Int.self) == 0)
    }
  }

  @Test("what becomes of an attempt, by where its application stands")
  func fates() async throws {
    try await withSittings { bed in
      try await bed.invite(1...1)
      let attempt = try #require(
        try await bed.hiring.database.app("applicants").readOne(
          FindRow<Attempt>(id: bed.attempt(1))))
      let fates = ApplicationStatus.allCases.map { attempt.fate(in: $0) }
      // unconfirmed, new, invited, tested, accepted, rejected, withdrawn
      #expect(fates == [.void, .void, .score, .score, .score, .score, .void])
    }
  }

  @Test("after five tries, ever later, it is left to a manager, who has it scored again")
  func parked() async throws {
    try await withSittings { bed in
      let scoring: JSONText = try await bed.value("select document from applicants.test_scoring")
      try await bed.sit(1...1)
      try await bed.prepare("update test_scoring set document = '{\"key\": 1}';")
      for pause in [1.0, 16, 256, 3_600] {
        try await bed.score()
        let attempt = try await bed.seen(1)
        #expect(attempt["parked"] == false && attempt["failure"]?.string != nil)
        // Not before its time.
        try await bed.score()
        #expect(try await bed.seen(1)["tries"] == attempt["tries"])
        let early = try await bed.hiring.send(.post, "\(bed.path(1))/score-again")
        #expect((early.status, early.problem) == (409, "wrong-state"))
        bed.hiring.clock.advance(by: pause)
      }
      try await bed.score()
      #expect(try await bed.seen(1)["parked"] == true)
      #expect(try await bed.seen(1)["tries"] == 5)
      let figures = try await bed.hiring.database.app("applicants").readOne(
        ReadSittingFigures(now: bed.hiring.clock.now))
      #expect(figures?.parked == 1)
      bed.hiring.clock.advance(by: 1_000_000)
      try await bed.score()
      #expect(try await bed.seen(1)["tries"] == 5)

      let text = scoring.text
      try await bed.hiring.database.admin.query(
        "update applicants.test_scoring set document = \(JSONText(text))")
      let again = try await bed.hiring.send(.post, "\(bed.path(1))/score-again")
      #expect(again.status == 200 && again["tries"] == 0, "\(again.text)")
      try await bed.score()
      #expect(try await bed.status(1) == "finished")
      #expect(try await bed.seen(1)["failure"] == .null)
      #expect(try await bed.hiring.send(.post, "\(bed.path(1))/score-again").status == 409)
    }
  }

  @Test("a fifth try that never comes back is the last one: it is parked as it begins")
  func endless() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      let errand = bed.hiring.module.scoring.errand
      for tries in 1...6 {
        let now = bed.hiring.clock.now
        let claims = try await errand.claim(at: now, until: now + 60, atMost: 10)
        #expect(claims.map(\.tries) == (tries == 6 ? [] : [tries]))
        bed.hiring.clock.advance(by: 60)
      }
      #expect(try await bed.seen(1)["parked"] == true)
    }
  }

  @Test("what two processes have claimed one after the other is scored once")
  func twice() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      let (errand, now) = (bed.hiring.module.scoring.errand, bed.hiring.clock.now)
      let first = try await errand.claim(at: now, until: now + 60, atMost: 10)
      let second = try await errand.claim(at: now + 60, until: now + 120, atMost: 10)
      for claim in first + second { _ = await errand.act(on: claim) }
      #expect((first + second).count == 2)
      #expect(try await bed.history(1) == ["asked", "tested"])
      #expect(
        try await bed.value("select finished from applicants.sitting_group", as: Int.self) == 1)
    }
  }

  @Test("a process that comes to nothing after another has taken over changes nothing of it")
  func tooLate() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      let (errand, now) = (bed.hiring.module.scoring.errand, bed.hiring.clock.now)
      let first = try await errand.claim(at: now, until: now + 60, atMost: 10)
      let second = try await errand.claim(at: now + 60, until: now + 120, atMost: 10)
      // Who has handed it in is counted once.
      #expect(first.map(\.newlyBy) == [.applicant] && second.map(\.newlyBy) == [nil])
      for claim in first {
        try await errand.note(
          .failed(ErrandFailure("too late")), of: claim, at: now + 61, nextAt: now + 61)
      }
      #expect(try await bed.seen(1)["failure"] == .null)
      #expect(try await errand.claim(at: now + 119, until: now + 180, atMost: 10) == [])
    }
  }

  @Test("one that has failed waits for its time, however much else is due")
  func pause() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      try await bed.spoil(1)
      try await bed.score()
      try await bed.sit(2...2)
      try await bed.score()
      #expect(try await bed.status(2) == "finished")
      let tries: Int = try await bed.value(
        "select tries::int8 from applicants.attempt where status = 'handed_in'")
      #expect(tries == 1)
      // Nothing is left of it once it is scored.
      try await bed.prepare(
        """
        update attempt set group_id = (select id from sitting_group where key <> 'spoilt')
        where  id = u(20001);
        """)
      bed.hiring.clock.advance(by: 1)
      try await bed.score()
      #expect(try await bed.status(1) == "finished")
      #expect(try await bed.seen(1)["failure"] == .null)
    }
  }

  @Test("one that cannot be scored stops no other")
  func alone() async throws {
    try await withSittings { bed in
      try await bed.sit(1...3)
      try await bed.spoil(2)
      try await bed.score()
      #expect(try await bed.status(1) == "finished")
      #expect(try await bed.status(2) == "handed_in")
      #expect(try await bed.status(3) == "finished")
    }
  }

  @Test("whatever is saved in whatever order, an attempt comes to the same")
  func property() throws {
    let document = try FirstLook.document
    let json = try FirstLook.json
    var random = SplitMix64(seed: 4)
    for _ in 0..<200 {
      let answers = anyAnswers(to: document.paper, using: &random)
      let marks: [ExactText: Int] = [
        "1.why_us": Int.random(in: 0...4, using: &random),
        "1.best_day": Int.random(in: 0...4, using: &random),
      ]
      func score(_ paper: Paper, _ scoring: Scoring) throws -> SetScore? {
        let part = SittingPart(
          position: 1, test: .zero, version: 1, number: 1, paper: paper, scoring: scoring)
        return SetScore([part.evaluate(answers, marks: marks)])
      }
      let questions = try #require(json["questions"]?.array).shuffled(using: &random)
      let shuffled = try TestDocument(json.replacing("/questions", with: .array(questions)))
      let (one, other) = try (
        score(document.paper, document.scoring), score(shuffled.paper, shuffled.scoring)
      )
      #expect(one != nil && one == other)
    }
  }
}

extension SittingBed {
  /// Takes from an attempt the scoring of its part: nobody finds one by its group's key.
  fileprivate func spoil(_ cat: Int) async throws {
    try await prepare(
      """
      insert into sitting_group (key, created_at) values ('spoilt', t0());
      update attempt set group_id = (select id from sitting_group where key = 'spoilt')
      where  id = u(\(20_000 + cat));
      """)
  }
}

/// Answers that a page could have saved, and some that none could.
func anyAnswers(
  to paper: Paper, using random: inout SplitMix64
) -> [ExactText: JSONValue] {
  paper.questions.reduce(into: [:]) { answers, question in
    let options = question.options.map { JSONValue.string($0.id.text) }
    let any: [JSONValue] =
      options + [.array(options.filter { _ in Bool.random(using: &random) })]
      + ["8", "8,0", "29.5", "no number", "", " ", 7, true, .null, .array([])]
    answers["1.\(question.id)"] = any.randomElement(using: &random)
  }
}
