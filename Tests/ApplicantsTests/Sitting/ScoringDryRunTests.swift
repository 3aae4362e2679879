import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-110, R-080: another scoring, tried and adopted")
struct ScoringDryRunTests {
  /// Calling is worth nothing, running three.
  private static var otherBus: JSONValue {
    get throws {
      try FirstLook.with(
        ("/questions/0/options/0/points", 0), ("/questions/0/options/1/points", 3))
    }
  }

  @Test("with the same scoring nothing changes, whatever was answered")
  func same() throws {
    let document = try FirstLook.document
    var random = SplitMix64(seed: 5)
    let attempts = (0..<150).map { _ in
      let answers = anyAnswers(to: document.paper, using: &random)
      return DryRun.Sat(
        attempt: .v7(at: t0), application: .v7(at: t0),
        answers: answers.reduce(into: [:]) {
          $0[ExactText(String($1.key.text.dropFirst(2)))] = $1.value
        },
        marks: Bool.random(using: &random) ? ["why_us": Int.random(in: 0...4, using: &random)] : [:]
      )
    }
    let run = DryRun(
      attempts, paper: document.paper, from: document.scoring, to: document.scoring,
      by: TopRule())
    #expect(run.old.scores == run.new.scores && run.old.scores.count == 150)
    #expect(run.attempts(proposedBy: run.new, notBy: run.old).isEmpty)
    #expect(run.attempts(proposedBy: run.old, notBy: run.new).isEmpty)
    // With none, as with any.
    let nobody = DryRun(
      [], paper: document.paper, from: document.scoring, to: document.scoring, by: TopRule())
    #expect(nobody.old.statistics.quartiles.isEmpty && nobody.old.statistics.mean == nil)
  }

  @Test("it says who would enter and leave, and keeps nothing; marks count as they were given")
  func tried() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.best)
      try await bed.invite(2...2)
      try await bed.answer(2, ["late_bus": .one("a")])
      try await bed.answer(2, ["late_bus": .one("b")], revision: 2)
      try await bed.handIn(2...2)
      try await bed.sit(3...3)
      try await bed.score()
      for question in ["1.why_us", "1.best_day"] {
        _ = try await bed.hiring.send(
          .put, "\(bed.path(1))/marks/\(question)", ["points": 3], match: "1")
      }
      try await bed.score()
      let before = try await bed.hiring.column("number", of: "test_scoring", as: Int.self)
      let run = try await bed.hiring.send(
        .post, "\(bed.version)/scorings/dry-run", ["document": try Self.otherBus])
      #expect(run.status == 200, "\(run.text)")
      #expect(try await bed.hiring.column("number", of: "test_scoring", as: Int.self) == before)
      let attempts = try #require(run["attempts"]?.array)
      func points(_ cat: Int) -> [JSONValue?] {
        let attempt = attempts.first { $0["attempt_id"]?.string == bed.attempt(cat).wire }
        return [attempt?["old"]?["points"], attempt?["new"]?["points"]]
      }
      #expect(points(1) == [44, 41])
      #expect(points(2) == [2, 3])
      #expect(points(3) == [0, 0])
      #expect(run["new"]?["statistics"]?["quartiles"] == [0, 0, 3, 41, 41])
      // Whose answers are forgotten is not tried.
      try await bed.prepare(
        """
        update application
        set    status = 'rejected', reason = 'test_result', rejected_from = 'tested',
               reapply_at = t0(), decided_at = t0(), decided_by = 'boss'
        where  id = u(1003);
        select applicants.erase(u(1003), t0());
        """)
      let later = try await bed.hiring.send(
        .post, "\(bed.version)/scorings/dry-run", ["document": try Self.otherBus])
      #expect(later["attempts"]?.array?.count == 2)
      // Fewer than a hundred: nobody enters.
      #expect(run["enter"] == [] && run["leave"] == [])
      let frozen = try await bed.hiring.send(
        .post, "\(bed.version)/scorings/dry-run",
        ["document": try FirstLook.with(("/limit_seconds", 1_300))])
      #expect((frozen.status, frozen.problem) == (409, "frozen"))
    }
  }

  @Test("who is in the top by the one and not by the other")
  func entering() throws {
    let document = try FirstLook.document
    let other = try TestDocument(
      Self.otherBus.replacing("/pass/minimum_points", with: nil).replacing("/pass/must", with: []))
    let same = try TestDocument(
      FirstLook.with(("/pass/minimum_points", nil), ("/pass/must", [])))
    let attempts = (0..<100).map { number in
      let answer: [ExactText: JSONValue] =
        switch number {
        case 0..<3: ["late_bus": "a"]
        case 3..<6: ["late_bus": "b"]
        default: ["change": "8"]
        }
      return DryRun.Sat(
        attempt: id(number + 1), application: id(number + 1),
        answers: number < 6 ? answer.merging(["change": "8"]) { a, _ in a } : answer, marks: [:])
    }
    let run = DryRun(
      attempts, paper: document.paper, from: same.scoring, to: other.scoring, by: TopRule())
    #expect(run.attempts(proposedBy: run.new, notBy: run.old) == (4...6).map { id($0) })
    #expect(run.attempts(proposedBy: run.old, notBy: run.new) == (1...3).map { id($0) })
    // Who is proposed by both does neither.
    let still = DryRun(
      attempts, paper: document.paper, from: same.scoring, to: same.scoring, by: TopRule())
    #expect(still.new.scores.count { $0.isProposed } == 3)
    #expect(still.attempts(proposedBy: still.new, notBy: still.old).isEmpty)
    // A scoring's own share counts by it.
    let generous = try TestDocument(
      FirstLook.with(
        ("/pass/minimum_points", nil), ("/pass/must", []), ("/pass/top_percent", 6)))
    let more = DryRun(
      attempts, paper: document.paper, from: same.scoring, to: generous.scoring, by: TopRule())
    #expect(more.new.scores.count { $0.isProposed } == 6)
    var writer = JSONWriter()
    run.write(to: &writer)
    let told = try JSONValue(parsing: writer.bytes)
    #expect(told["enter"] == .array((4...6).map { .string(id($0).wire) }))
    #expect(told["leave"] == .array((1...3).map { .string(id($0).wire) }))
  }

  @Test("adopted for the undecided: scored again in another group; what is decided stays")
  func undecided() async throws {
    try await withSittings { bed in
      try await bed.sit(1...3, ["late_bus": .one("b")])
      try await bed.score()
      try await bed.prepare(
        """
        update application
        set    status = 'rejected', reason = 'test_result', rejected_from = 'tested',
               reapply_at = t0(), decided_at = t0(), decided_by = 'boss'
        where  id = u(1002);
        """)
      // Of several tests of a set, the one is scored otherwise.
      try await bed.prepare(
        "update sitting_group set key = '00000000-0000-7000-0000-000000000001:1/1,' || key;")
      let events: Int = try await bed.value("select count(*) from applicants.outbox")
      func order(by column: String) async throws -> String {
        try await bed.value(
          """
          select string_agg(id::text, ',' order by \(column)) from applicants.attempt
          where  id in ('\(bed.attempt(1).wire)', '\(bed.attempt(3).wire)')
          """)
      }
      let before = try await order(by: "ordinal")
      let adopted = try await bed.hiring.send(
        .post, "\(bed.version)/scorings",
        ["document": try Self.otherBus, "note": "they run", "undecided": true], match: "1")
      #expect(adopted.status == 201 && adopted["scored_again"] == 2, "\(adopted.text)")
      #expect(try await order(by: "next_at") == before, "in the order in which they finished")
      try await bed.score()
      for (cat, points, scoring) in [(1, 3, 2), (2, 2, 1), (3, 3, 2)] {
        let seen = try await bed.seen(cat)
        #expect((seen["status"], seen["points"]?.int) == ("finished", points))
        #expect(seen["tries"] == 1)
        let test = seen["tests"]?.array?.first
        #expect(test?["scoring"]?.int == scoring)
        let bus = test?["questions"]?.array?.first { $0["question"] == "1.late_bus" }
        #expect(bus?["points"]?.int == points)
      }
      #expect(try await bed.history(1) == ["asked", "tested", "rescored"])
      #expect(try await bed.history(2) == ["asked", "tested"])
      let facts: JSONText = try await bed.value(
        """
        select facts from applicants.application_history
        where  event = 'rescored' order by at limit 1
        """)
      let told = try JSONValue(parsing: facts.text.utf8)
      #expect((told["before"]?["points"], told["after"]?["points"]) == (2, 3))
      // Nobody is written to, and what each answer came to before is still there.
      #expect(
        try await bed.value("select count(*) from applicants.outbox", as: Int.self) == events)
      #expect(
        try await bed.value(
          """
          select string_agg(scoring || ' ' || points, ', ' order by scoring)
          from   applicants.attempt_points
          where  attempt_id = '\(bed.attempt(1).wire)' and question = '1.late_bus'
          """) == "1 2, 2 3")
      // Several are scored at once, so that neighbours may change places.
      #expect(
        try await bed.value(
          """
          select string_agg(ordinal::text, ',' order by ordinal) from applicants.attempt
          where  id in ('\(bed.attempt(1).wire)', '\(bed.attempt(3).wire)')
          """) == "1,2")
    }
  }

  @Test("without that, a scoring is for those who are invited later")
  func onlyLater() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, ["late_bus": .one("b")])
      try await bed.score()
      let adopted = try await bed.hiring.send(
        .post, "\(bed.version)/scorings", ["document": try Self.otherBus, "note": "they run"],
        match: "1")
      #expect(adopted["scored_again"] == 0)
      try await bed.score()
      #expect(try await bed.seen(1)["points"] == 2)
    }
  }
}
