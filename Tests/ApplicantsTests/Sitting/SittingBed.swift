import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

/// The managers' half of hiring, with the demo test published and cats that sit it.
///
/// A cat is known by a number from 1 on: its application's id is that of 1 000 more, its
/// invitation's and attempt's that of 20 000 more.
struct SittingBed: Sendable {
  let hiring: HiringAPI
  let test: UUID
  /// The path of its version.
  let version: String

  func application(_ cat: Int) -> UUID { id(1_000 + cat) }
  func attempt(_ cat: Int) -> UUID { id(20_000 + cat) }
  func path(_ cat: Int) -> String { "/api/attempts/\(attempt(cat).wire)" }

  /// Scores whatever is due by now.
  func score() async throws { try await hiring.module.scoring.round() }

  /// Runs SQL as the superuser; `u(n)` is the id of a number, `t0()` the clock's present instant.
  func prepare(_ sql: String) async throws {
    let now = Timestamp.format(hiring.clock.now)
    try await hiring.database.admin.withConnection {
      try await $0.script(
        """
        set search_path = applicants, public;
        create or replace function public.u(number int) returns uuid language sql immutable
        return (lpad('', 12, '0') || '7000' || lpad(to_hex(number), 16, '0'))::uuid;
        create or replace function public.t0() returns timestamptz language sql immutable
        return timestamptz '\(now)';
        \(sql)
        """)
    }
  }

  /// One value, as the superuser sees it.
  func value<T: PostgresDecodable & Sendable>(
    _ sql: String, as type: T.Type = T.self
  ) async throws -> T {
    try #require(
      try await hiring.database.admin.query(PostgresQuery(unescaped: sql), as: T.self).first)
  }

  /// Invites cats, who begin at once.
  func invite(_ cats: ClosedRange<Int>) async throws {
    try await prepare(
      """
      insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                               language, created_at)
      select u(1000 + n), u(1), 'unconfirmed', 'Cat ' || n, 'cat' || n || '@y.example', '+7 900', 3,
             'Siberian', 'grey', 'ru', t0()
      from   generate_series(\(cats.lowerBound), \(cats.upperBound)) n;
      insert into application_history (application_id, version, event, at, by_role)
      select u(1000 + n), 1, 'asked', t0(), 'applicants'
      from   generate_series(\(cats.lowerBound), \(cats.upperBound)) n;
      insert into application_photo (application_id, sha256, at)
      select u(1000 + n), sha256, t0()
      from   photo, generate_series(\(cats.lowerBound), \(cats.upperBound)) n;
      update application a
      set    status = 'invited', tests = v.tests, confirmed_at = t0(), photo_sha256 = p.sha256
      from   photo p, vacancy v
      where  a.status = 'unconfirmed' and v.id = a.vacancy_id;
      insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                              expires_at, created_by, created_at)
      select u(20000 + n), u(1000 + n), 1, g.id, 1200, 5, t0() + interval '14 days', 'boss', t0()
      from   sitting_group g, generate_series(\(cats.lowerBound), \(cats.upperBound)) n
      where  g.key = '\(test.wire):1/1';
      insert into invitation_test (invitation_id, position, test_id, version, scoring)
      select u(20000 + n), 1, '\(test.wire)', 1, 1
      from   generate_series(\(cats.lowerBound), \(cats.upperBound)) n;
      insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                           started_at, deadline_at, accept_until)
      select u(20000 + n), u(1000 + n), g.id, n, 1200, 0, t0(), t0() + interval '1200 s',
             t0() + interval '1205 s'
      from   sitting_group g, generate_series(\(cats.lowerBound), \(cats.upperBound)) n
      where  g.key = '\(test.wire):1/1';
      """)
  }

  /// Saves answers of a cat, as the portal does.
  func answer(_ cat: Int, _ answers: [ExactText: Answer], revision: Int = 1) async throws {
    let values = JSONValue.object(
      answers.sorted { $0.key < $1.key }.map { JSONValue.Member("1.\($0.key)", $0.value.saved) })
    try await hiring.database.admin.query(
      """
      insert into applicants.answer (attempt_id, question, revision, value, saved_at, via)
      select \(attempt(cat)), key, \(revision)::int4, value, \(hiring.clock.now), 'script'
      from   jsonb_each(\(JSONText(values.text)))
      """)
  }

  func handIn(_ cats: ClosedRange<Int>) async throws {
    try await prepare(
      """
      update attempt
      set    status = 'handed_in', handed_in_at = t0(), handed_in_by = 'applicant', next_at = t0()
      where  id in (select u(20000 + n)
                    from   generate_series(\(cats.lowerBound), \(cats.upperBound)) n);
      """)
  }

  /// Cats that have answered all that needs no mark, and handed in.
  func sit(_ cats: ClosedRange<Int>, _ answers: [ExactText: Answer] = [:]) async throws {
    try await invite(cats)
    for cat in cats where !answers.isEmpty { try await answer(cat, answers) }
    try await handIn(cats)
  }

  /// Cats whose attempts have finished with so many points each, in this order.
  func finish(from first: Int, points: [Int]) async throws {
    let cats = first...(first + points.count - 1)
    try await invite(cats)
    try await prepare(
      """
      update application set status = 'tested'
      where  id in (select u(1000 + n)
                    from   generate_series(\(cats.lowerBound), \(cats.upperBound)) n);
      with ended as (
        update sitting_group set finished = finished + \(points.count)
        where  key = '\(test.wire):1/1'
        returning finished - \(points.count) as before
      )
      update attempt a
      set    status = 'finished', handed_in_at = t0(), handed_in_by = 'applicant',
             points = p.points, max_points = 46, characteristics = array_fill(50::int2, array[20]),
             code = repeat('J', 20), knocked_out = false, finished_at = t0(),
             ordinal = ended.before + p.place
      from   ended, unnest(array[\(points.map(String.init).joined(separator: ","))])
                      with ordinality p (points, place)
      where  a.id = u(20000 + \(first) + p.place::int - 1);
      """)
  }

  /// One field of what managers see of an attempt.
  func seen(_ cat: Int) async throws -> TestAnswer {
    try await hiring.send(.get, path(cat))
  }

  func status(_ cat: Int) async throws -> String {
    try await value("select status from applicants.attempt where id = '\(attempt(cat).wire)'")
  }

  /// What history tells of a cat's application, the first first.
  func history(_ cat: Int) async throws -> [String] {
    try await hiring.database.admin.query(
      """
      select event from applicants.application_history
      where  application_id = \(application(cat)) order by version
      """, as: String.self)
  }
}

func withSittings(_ body: @escaping @Sendable (SittingBed) async throws -> Void) async throws {
  try await withStillHiring { hiring in
    let (test, version) = try await hiring.published()
    let id = try #require(hiring.id(of: test).string.flatMap { UUID(uuidString: $0) })
    let bed = SittingBed(hiring: hiring, test: id, version: version)
    try await bed.prepare(
      """
      insert into vacancy (id, texts, tests, open, created_at, changed_at)
      select u(1), jsonb_build_object('en', text, 'ru', text), array['\(id.wire)'::uuid], true,
             t0(), t0()
      from   jsonb_build_object('title', 'Helper', 'description', 'to be done') text;
      insert into photo (sha256, media_type, bytes, created_at)
      select encode(sha256(bytes), 'hex'), 'image/png', bytes, t0()
      from   convert_to('a cat', 'UTF8') bytes;
      insert into sitting_group (key, created_at) values ('\(id.wire):1/1', t0());
      """)
    try await body(bed)
  }
}

/// The routes without what runs beside them: a test says when something is done.
private func withStillHiring(
  _ body: @escaping @Sendable (HiringAPI) async throws -> Void
) async throws {
  try await withDatabase(.of("applicants")) { database in
    let clock = TestClock()
    let module = ApplicantsModule(
      database: database.app("applicants"), clock: clock.clock, configuration: .testing,
      logger: .silent)
    try await withAPI([StillHiring(module: module)]) { api in
      try await body(HiringAPI(api: api, module: module, database: database, clock: clock))
    }
  }
}

private struct StillHiring: ServiceModule {
  static let name = ApplicantsModule.name
  static let openAPI = ApplicantsModule.openAPI
  static let statements = ApplicantsModule.statements

  let module: ApplicantsModule
  var database: PostgresClient { module.database }
  func addRoutes(to router: ServiceRouter) throws { try module.addRoutes(to: router) }
}

extension Answer {
  /// As the portal saves it.
  var saved: JSONValue {
    switch self {
    case .one(let choice): .string(choice.text)
    case .several(let choices): .array(choices.sorted().map { .string($0.text) })
    case .number(let text), .text(let text): .string(text)
    }
  }
}

extension [ExactText: Answer] {
  /// Without what a manager has to mark.
  var withoutTexts: [ExactText: Answer] { filter { $0.key != "why_us" && $0.key != "best_day" } }
}
