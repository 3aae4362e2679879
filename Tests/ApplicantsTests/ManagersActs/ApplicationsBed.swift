import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

/// The managers' half over the world of ``HiringBed``, at T0: an application of each status from
/// 101 on, and tests with a default version.
struct ApplicationsBed: Sendable {
  let hiring: HiringAPI
  let bed: HiringBed

  let rival = Caller(subject: "rival", roles: [.manager])

  var clock: TestClock { hiring.clock }

  static func path(_ number: Int, _ more: String = "") -> String {
    "/api/applications/\(id(number).wire)\(more)"
  }

  func get(_ number: Int, _ more: String = "") async throws -> TestAnswer {
    try await hiring.send(.get, Self.path(number, more))
  }

  /// Sends an act as the boss, or as somebody else.
  func act(
    _ method: HTTPRequest.Method, _ number: Int, _ more: String, _ fields: JSONValue,
    match: String? = nil, key: String? = nil, as caller: Caller? = nil
  ) async throws -> TestAnswer {
    var headers: [String: String] = [:]
    headers["If-Match"] = match.map { "\"\($0)\"" }
    headers["Idempotency-Key"] = key
    return try await hiring.api.send(
      method, Self.path(number, more), as: caller ?? hiring.boss, fields, headers: headers)
  }

  func act(
    _ number: Int, _ more: String, _ fields: JSONValue, match: String? = nil, key: String? = nil,
    as caller: Caller? = nil
  ) async throws -> TestAnswer {
    try await act(.post, number, more, fields, match: match, key: key, as: caller)
  }

  func decide(
    _ number: Int, _ fields: JSONValue, as caller: Caller? = nil
  ) async throws -> TestAnswer {
    try await act(number, "/decision", fields, as: caller)
  }

  func bulk(_ fields: JSONValue, key: String) async throws -> TestAnswer {
    try await hiring.send(.post, "/api/applications/bulk", fields, key: key)
  }

  /// The ids' numbers in a list.
  func listed(_ query: String = "", as caller: Caller? = nil) async throws -> [Int] {
    let answer = try await hiring.api.send(
      .get, "/api/applications\(query)", as: caller ?? hiring.boss)
    return try #require(answer["items"]?.array, "\(answer.text)").compactMap {
      $0["id"]?.string?.suffix(3).description
    }.compactMap { Int($0, radix: 16) }
  }

  /// What was published of one application, the first one first.
  func events(_ number: Int) async throws -> [(type: String, data: JSONValue)] {
    let subject = id(number).wire
    let rows = try await bed.admin.query(
      "select type, data from applicants.outbox where subject = \(subject) order by id",
      as: String.self, JSONText.self)
    return try rows.map { ($0, try JSONValue(parsing: $1.text.utf8)) }
  }

  /// Events of the history, the first one first.
  func history(_ number: Int) async throws -> [String] {
    try await bed.admin.query(
      """
      select event from applicants.application_history
      where application_id = \(id(number)) order by version
      """, as: String.self)
  }

  /// Fills the group of the tested one's attempt, so that it is one of a hundred and the best.
  func propose() async throws {
    try await bed.prepare(
      """
      update sitting_group set finished = 1;
      insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                               language, created_at)
      select u(n), u(1), 'unconfirmed', 'Cat ' || n, 'Cat' || n || '@x.example', '+7 900 ' || n, 3,
             'Siberian', 'grey', 'en', t0()
      from   generate_series(1001, 1099) n;
      insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                              expires_at, created_by, created_at)
      select u(n + 1000), u(n), 1, 1, 1200, 5, t0(), 'boss', t0()
      from   generate_series(1001, 1099) n;
      insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                           started_at, deadline_at, accept_until, status, handed_in_at,
                           handed_in_by, points, max_points, characteristics, code, knocked_out,
                           ordinal, finished_at)
      select u(n + 1000), u(n), 1, 42, 1200, 0, t0() - interval '50 min', t0() - interval '30 min',
             t0() - interval '30 min', 'finished', t0() - interval '40 min', 'applicant',
             n - 1000 - 99, 46, array_fill(50::int2, array[20]), repeat('K', 20), false, n - 999,
             t0() - interval '40 min'
      from   generate_series(1001, 1099) n;
      update sitting_group set finished = 100;
      """)
  }
}

func withApplications(_ body: @escaping @Sendable (ApplicationsBed) async throws -> Void)
  async throws
{
  try await withHiring { bed in
    try await bed.prepare("update test_version set is_default = true where number = 1")
    let clock = TestClock(t0)
    let module = bed.module(clock: clock.clock)
    try await withAPI([module]) { api in
      let hiring = HiringAPI(api: api, module: module, database: bed.db, clock: clock)
      try await body(ApplicationsBed(hiring: hiring, bed: bed))
    }
  }
}
