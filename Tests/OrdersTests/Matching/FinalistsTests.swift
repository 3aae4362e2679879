import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Orders

@Suite("stage one") struct FinalistsTests {
  @Test("R-073, R-074, R-141: inactive, busy, off hours, absent and excluded workers never come")
  func hardVetoes() async throws {
    try await withDatabase { database in
      let request = MatchingWorld.request()
      let busy = request.busy
      var workers = (0..<8).map { _ in TestWorker() }
      workers[1].isActive = false
      workers[2].absences = "{[\(busy.upperBound.ISO8601Format()), infinity)}"
      workers[3].absences =
        "{[-infinity, \(busy.lowerBound.addingTimeInterval(1).ISO8601Format()))}"
      workers[4].hours = "{[0,1)}"
      try await database.admin.add(workers)
      try await database.enrol()
      let end = busy.upperBound
      try await database.admin.addOrder(of: workers[5].id, end.addingTimeInterval(-1)..<end + 60)
      try await database.admin.addOrder(of: workers[6].id, end..<end.addingTimeInterval(60))
      var excluding = request
      excluding.excludedWorkers = [workers[7].id]
      let found = try await database.finalists(for: excluding)
      // An absence that begins, or an order that is left for, when this one ends is no hindrance.
      #expect(Set(found) == Set([0, 2, 6].map { workers[$0].id }))
    }
  }

  @Test("R-074: ended orders leave their worker free, started ones do not")
  func openOrders() async throws {
    try await withDatabase { database in
      let request = MatchingWorld.request()
      let statuses = ["accepted", "started", "completed", "cancelled", "failed"]
      let workers = statuses.map { _ in TestWorker() }
      try await database.admin.add(workers)
      try await database.enrol()
      for (worker, status) in zip(workers, statuses) {
        try await database.admin.addOrder(of: worker.id, request.busy, status: status)
      }
      #expect(
        Set(try await database.finalists(for: request)) == Set(workers.dropFirst(2).map(\.id)))
    }
  }

  @Test("by rank, 200 at a time, nobody twice")
  func pages() async throws {
    try await withDatabase { database in
      try await database.admin.addWorkers(450)
      try await database.enrol()
      try await database.admin.query("update orders.worker_standing set load = load + random()")
      let request = MatchingWorld.request()
      let first = try await database.app("orders").readOne(
        FindFinalists(request, timeZone: TestDatabase.moscow))
      #expect(first?.samples.count == 200)
      let byRank = try await database.admin.query(
        "select worker_id from orders.worker_standing order by rank, worker_id", as: UUID.self)
      #expect(try await database.finalists(for: request) == byRank)
    }
  }

  @Test(
    "R-141: working hours are the business week's, over its end and through a change of clocks",
    arguments: 0..<12 as Range<UInt64>)
  func hours(seed: UInt64) async throws {
    var world = MatchingWorld(seed: seed)
    let zone = seed.isMultiple(of: 2) ? "Europe/Moscow" : "America/New_York"
    // Sundays around New York's changes of 2027 and the ends of two weeks in Moscow.
    let sundays = [1_805_000_400.0, 1_825_560_000, 1_803_848_400, 1_804_453_200]
    try await withDatabase { database in
      let workers = (0..<40).map { _ in world.worker() }
      try await database.admin.add(workers)
      try await database.enrol()
      for _ in 0..<6 {
        var request = MatchingWorld.request()
        let sunday = sundays[Int.random(in: 0..<4, using: &world.random)]
        let start = Date(
          timeIntervalSince1970: sunday + 60
            * Double(Int.random(in: -720...720, using: &world.random)))
        request.busy = start..<start + 60 * Double(Int.random(in: 1...600, using: &world.random))
        let expected = try await database.slowlyFree(request.busy, zone)
        #expect(Set(try await database.finalists(for: request, timeZone: zone)) == Set(expected))
      }
    }
  }

  @Test("walks the index on rank, whatever the statistics say, and joins nobody beyond")
  func plan() async throws {
    try await withDatabase { database in
      try await database.admin.addWorkers(3_000)
      try await database.enrol()
      try await database.admin.withConnection { connection in
        try await connection.script("analyze orders.worker_standing; analyze workers.worker")
      }
      try await database.admin.withConnection { connection in
        try await connection.script(
          """
          set plan_cache_mode = force_generic_plan;
          prepare finalists(timestamptz, timestamptz, text, uuid[], float8, uuid, uuid)
          as \(FindFinalists.sql)
          """)
        let plan = try await connection.query(
          "explain execute finalists(null, null, null, null, null, null, null)", as: String.self
        ).drop { !$0.contains("Limit") }.joined(separator: "\n")
        #expect(plan.contains("Index Scan using worker_standing_rank"), "\(plan)")
        #expect(plan.contains("orders_open_by_worker"), "\(plan)")
        for costly in ["Sort", "Seq Scan", "Hash", "Merge", "Gather"] {
          #expect(!plan.contains(costly), "\(plan)")
        }
      }
    }
  }
}

extension FinalistsTests {
  @Test("is planned once, not at every call")
  func genericPlan() async throws {
    try await withDatabase { database in
      try await database.admin.addWorkers(1_000)
      try await database.enrol()
      try await database.admin.withConnection { connection in
        try await connection.script("analyze")
        try await connection.script(
          """
          prepare finalists(timestamptz, timestamptz, text, uuid[], float8, uuid, uuid)
          as \(FindFinalists.sql)
          """)
        for _ in 0..<12 {
          try await connection.script(
            """
            execute finalists(
              '2027-01-16 07:00+00', '2027-01-16 09:00+00', 'Europe/Moscow', '{}', '-infinity',
              '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000')
            """)
        }
        let generic = try await connection.query(
          "select generic_plans from pg_prepared_statements where name = 'finalists'",
          as: Int.self)
        #expect(generic == [7])
      }
    }
  }
}

extension MatchingWorld {
  /// With hours that often end where the week does.
  mutating func worker() -> TestWorker {
    var worker = TestWorker()
    var ranges: [String] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let start = Int.random(in: 0..<168, using: &random) * 60
      ranges.append("[\(start),\(min(10_080, start + Int.random(in: 60...4_000, using: &random))))")
    }
    if Bool.random(using: &random) { ranges += ["[8640,10080)", "[0,400)"] }
    if !ranges.isEmpty { worker.hours = "{\(ranges.joined(separator: ","))}" }
    return worker
  }
}

extension TestDatabase {
  /// The same question asked minute by minute.
  fileprivate func slowlyFree(_ busy: Range<Date>, _ zone: String) async throws -> [UUID] {
    try await admin.query(
      """
      select id
      from   workers.worker w
      where  w.hours is null
      or     not exists (
               select
               from   generate_series(
                        \(busy.lowerBound)::timestamptz,
                        \(busy.upperBound)::timestamptz - interval '1 minute',
                        interval '1 minute') instant,
                      lateral (select instant at time zone \(zone) as t) local
               where  not w.hours @> ((extract(isodow from t)::int4 - 1) * 1440
                                       + extract(hour from t)::int4 * 60
                                       + extract(minute from t)::int4))
      """, as: UUID.self)
  }
}
