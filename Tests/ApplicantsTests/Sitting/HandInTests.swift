import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-111: time is up by the server's clock")
struct HandInTests {
  /// By whom, and how many seconds after the end.
  private func handedIn(_ bed: SittingBed, _ cat: Int) async throws -> String {
    try await bed.value(
      """
      select handed_in_by || ' ' || extract(epoch from handed_in_at - deadline_at)::int8
      from   applicants.attempt where id = '\(bed.attempt(cat).wire)'
      """)
  }

  @Test("case 11: handed in as of the deadline, and not while answers are taken")
  func byTime() async throws {
    try await withSittings { bed in
      try await bed.invite(1...3)
      try await bed.answer(1, FirstLook.middling.withoutTexts)
      // Extra time.
      try await bed.prepare(
        """
        update attempt
        set    extra_seconds = 600, deadline_at = deadline_at + interval '600 s',
               accept_until = accept_until + interval '600 s'
        where  id = u(20002);
        update attempt
        set    extra_seconds = 1, deadline_at = deadline_at + interval '1 s',
               accept_until = accept_until + interval '1 s'
        where  id = u(20003);
        """)
      bed.hiring.clock.advance(by: 1_204.999)
      try await bed.hiring.module.handIn.round()
      #expect(try await bed.status(1) == "running")
      bed.hiring.clock.advance(by: 0.001)
      try await bed.hiring.module.handIn.round()
      #expect(try await handedIn(bed, 1) == "time 0")
      #expect(try await bed.status(2) == "running")
      // Its end has come, and answers are taken still.
      #expect(try await bed.status(3) == "running")
      try await bed.score()
      #expect(try await bed.seen(1)["points"] == 17)
      bed.hiring.clock.advance(by: 600)
      try await bed.hiring.module.handIn.round()
      #expect(try await handedIn(bed, 2) == "time 0")
    }
  }

  @Test("more than a batch at once")
  func many() async throws {
    try await withSittings { bed in
      try await bed.invite(1...(HandInByTime.most + 20))
      bed.hiring.clock.advance(by: 2_000)
      let figures = ReadSittingFigures(now: bed.hiring.clock.now)
      let before = try await bed.hiring.database.app("applicants").readOne(figures)
      #expect(before?.running == HandInByTime.most + 20 && before?.lateSeconds == 795)
      try await bed.hiring.module.handIn.round()
      let after = try await bed.hiring.database.app("applicants").readOne(figures)
      #expect(after?.running == 0 && after?.lateSeconds == 0)
    }
  }

  @Test("an answer that is being saved is waited for: the next round hands it in with the others")
  func savedMeanwhile() async throws {
    try await withSittings { bed in
      try await bed.invite(1...2)
      let saved = bed.hiring.clock.now + 1_200
      bed.hiring.clock.advance(by: 1_205)
      try await bed.hiring.database.admin.withTransaction { saving in
        try await saving.query(
          """
          insert into applicants.answer (attempt_id, question, revision, value, saved_at, via)
          values (\(bed.attempt(1)), '1.way', 1, '"30"', \(saved), 'script')
          """)
        try await bed.hiring.module.handIn.round()
      }
      #expect(try await bed.status(1) == "running")
      #expect(try await bed.status(2) == "handed_in")
      try await bed.hiring.module.handIn.round()
      #expect(try await bed.status(1) == "handed_in")
      try await bed.score()
      #expect(try await bed.seen(1)["points"] == 3)
    }
  }
}
