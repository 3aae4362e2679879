import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-080: how attempts stand, read anew")
struct StandingNowTests {
  private func standings(_ bed: SittingBed, _ cats: Int...) async throws -> [StandingNow?] {
    let all = try await bed.hiring.module.standings(of: cats.map(bed.attempt))
    return cats.map { all[bed.attempt($0)] }
  }

  /// Who is proposed, as a list asks for it.
  private func proposed(_ bed: SittingBed) async throws -> [UUID] {
    let thresholds = try await bed.hiring.module.database.withTransaction {
      try await $0.proposalThresholds(by: TopRule())
    }
    return try await bed.hiring.database.admin.query(
      PostgresQuery(
        unescaped: """
          select a.id
          from   applicants.attempt a
          join   (select unnest('{\(thresholds.groups.listed)}'::int8[]) as group_id,
                         unnest('{\(thresholds.points.listed)}'::int8[]) as points,
                         unnest('{\(thresholds.first.listed)}'::int8[]) as first) t
                 using (group_id)
          where  \(ProposalThresholds.isProposed)
          order  by a.ordinal
          """), as: UUID.self)
  }

  @Test("case 14: of a hundred with 46 46 45 45 on top two are proposed, of 99 none")
  func hundred() async throws {
    try await withSittings { bed in
      try await bed.finish(from: 1, points: [46, 46, 45, 45] + Array(repeating: 25, count: 95))
      #expect(try await standings(bed, 1)[0]?.obstacles == ["too_few"])
      #expect(try await proposed(bed) == [])
      try await bed.finish(from: 100, points: [25])
      let all = try await standings(bed, 1, 2, 3, 4, 5)
      #expect(all.map { $0?.isProposed } == [true, true, false, false, false])
      #expect(all[2]?.obstacles == ["tied_at_edge"])
      #expect((all[2]?.best, all[2]?.worst, all[2]?.of, all[2]?.places) == (3, 4, 100, 3))
      #expect(try await proposed(bed) == [bed.attempt(1), bed.attempt(2)])
    }
  }

  @Test("case 15: the best of all is not proposed any more when 1 000 others have finished since")
  func window() async throws {
    try await withSittings { bed in
      try await bed.finish(from: 1, points: [46] + Array(repeating: 25, count: 999))
      #expect(try await standings(bed, 1)[0]?.isProposed == true)
      #expect(try await proposed(bed) == [bed.attempt(1)])
      try await bed.finish(from: 1_001, points: [24])
      let best = try await standings(bed, 1)[0]
      #expect(best?.obstacles == ["older"] && best?.best == nil && best?.of == 1_000)
      #expect(try await proposed(bed) == [])
    }
  }

  @Test("minimum and necessary answers hold in lists as well, and a test's own share wins")
  func rules() async throws {
    try await withSittings { bed in
      try await bed.finish(
        from: 1, points: [46, 45, 44, 43, 42] + Array(repeating: 25, count: 95))
      try await bed.prepare(
        """
        update attempt set knocked_out = true where id = u(20001);
        update attempt set standing = jsonb_build_object(
          'points', 45, 'max_points', 46, 'of', 1, 'needed', 100, 'places', 0,
          'reaches_minimum', false, 'obstacles', '[]'::jsonb)
        where id = u(20002);
        """)
      let all = try await standings(bed, 1, 2, 3, 4)
      #expect(
        all.map { $0?.obstacles } == [
          ["knocked_out"], ["below_minimum"], [], ["not_among_top"],
        ])
      #expect(try await proposed(bed) == [bed.attempt(3)])
      try await bed.prepare(
        "update test_scoring set document = jsonb_set(document, '{pass,top_percent}', '4');")
      #expect(try await standings(bed, 4)[0]?.isProposed == true)
      #expect(try await proposed(bed) == [bed.attempt(3), bed.attempt(4)])
      // Of a set the least counts: the second test's is 3.
      let second = try await bed.hiring.published(nil, "Second look").test
      let key = "\(second.split(separator: "/").last ?? ""):1/1"
      try await bed.prepare("update sitting_group set key = key || ',\(key)';")
      #expect(try await standings(bed, 4)[0]?.obstacles == ["not_among_top"])
      #expect(try await proposed(bed) == [bed.attempt(3)])
    }
  }

  @Test("what has not finished stands nowhere")
  func unfinished() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1)
      #expect(try await standings(bed, 1, 2) == [nil, nil])
      let seen = try await bed.seen(1)
      #expect(seen["standing"] == .null && seen["standing_then"] == .null)
    }
  }
}

extension [Int] {
  fileprivate var listed: String { map(String.init).joined(separator: ",") }
}

extension [Int64] {
  fileprivate var listed: String { map(String.init).joined(separator: ",") }
}
