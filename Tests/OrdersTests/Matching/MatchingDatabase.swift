import FoundationEssentials
import Logging
import Postgres
import TestSupport

@testable import Orders

/// A worker as a test wants it; the register's table is written by a role that may.
struct TestWorker: Sendable {
  var id = UUID()
  var isActive = true
  /// As Postgres writes a multirange of the week's minutes; nil: always.
  var hours: String?
  /// As Postgres writes a multirange of times.
  var absences = "{}"
  var code = "JJJJJJJJJJJJJJJJJJJJ"
}

extension PostgresClient {
  func add(_ workers: [TestWorker]) async throws {
    for worker in workers {
      try await query(
        """
        insert into workers.worker
               (id, name, email, phone, age, breed, coat_colour, characteristics, code, active,
                origin, hours, absences, created_at, changed_at)
        values (\(worker.id), 'Tom Cat', \("\(worker.id)@cats.example"), '+7 900 000 00 00', 3,
                'Siberian', 'grey', array_fill(50::int2, array[20]), \(worker.code),
                \(worker.isActive), 'imported', \(worker.hours)::text::int4multirange,
                \(worker.absences)::text::tstzmultirange, now(), now())
        """)
    }
  }

  /// Many workers who are alike, in one go.
  func addWorkers(_ count: Int) async throws {
    try await query(
      """
      insert into workers.worker
             (id, name, email, phone, age, breed, coat_colour, characteristics, code, origin,
              created_at, changed_at)
      select gen_random_uuid(), 'Tom Cat', n || '@cats.example', '+7 900 000 00 00', 3, 'Siberian',
             'grey', array_fill(50::int2, array[20]), repeat('J', 20), 'imported', now(), now()
      from   generate_series(1, \(Int64(count))) n
      """)
  }

  /// An order of a worker's, busy from the first time to the second.
  @discardableResult
  func addOrder(
    of worker: UUID, _ busy: Range<Date>, status: String = "accepted"
  ) async throws -> UUID {
    let id = UUID()
    try await query(
      """
      insert into orders.orders
             (id, client_id, worker_id, service_type_id, status, description, place, phone, email,
              scheduled_at, client_first_name, client_name, worker_first_name, worker_name,
              service_type_name, packing_list, ends_at, busy, price, discount_percent, charge,
              earning, chain, pipeline_version, created_at, started_at, outcome, ended_at)
      values (\(id), \(id), \(worker), \(id), \(status), 'd', 'p', '1', 'e',
              \(busy.lowerBound), 'c', 'c', 'w', 'w', 's', '{}', \(busy.upperBound),
              tstzrange(\(busy.lowerBound), \(busy.upperBound)), 10000, 0, 10000, 6000, \(id), 1,
              now(), case when \(status) = 'started' then now() end,
              case when \(status) in ('completed', 'cancelled', 'failed') then \(status) end,
              case when \(status) in ('completed', 'cancelled', 'failed') then now() end)
      """)
    return id
  }
}

extension TestDatabase {
  static let moscow = "Europe/Moscow"

  func matcher(timeZone: String = moscow, external: ExternalSteps) -> Matcher {
    Matcher(database: app("orders"), external: external, timeZone: timeZone)
  }

  /// Everybody whom stage one finds, page by page.
  func finalists(
    for request: MatchRequest, timeZone: String = moscow
  ) async throws -> [UUID] {
    var found: [UUID] = []
    var end = RankPosition.start
    while true {
      let page = try await app("orders").readOne(
        FindFinalists(request, timeZone: timeZone, after: end))
      guard let page, let last = page.samples.last else { return found }
      found += page.samples.map(\.id)
      end = RankPosition(rank: last.rank, id: last.id)
    }
  }

  func enrol() async throws {
    try await app("orders").execute(EnrolWorkers(now: MatchingWorld.now))
  }
}
