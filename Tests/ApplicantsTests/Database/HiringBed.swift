import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// Noon on the first of March 2027: T0 of the acceptance cases.
let t0 = Date(timeIntervalSince1970: 1_803_902_400)

/// A database of hiring with two vacancies, two published tests, and an application of each status,
/// each with a link.
///
/// Whatever has an id is known by a small number: vacancies from 1, tests from 11, applications from
/// 101, their invitations and attempts from 201. A link's hash is 32 times the last two digits of its
/// application.
struct HiringBed: Sendable {
  static let portal = DatabaseRole(rawValue: "applicants_portal_app")

  let db: TestDatabase
  /// The superuser, who finds the tables without naming their schema.
  let admin: PostgresClient

  var portal: PostgresClient { db.client(Self.portal) }
  var app: PostgresClient { db.app("applicants") }

  /// Runs SQL as the superuser, in one transaction.
  func prepare(_ sql: String) async throws {
    try await admin.withConnection { try await $0.script(sql) }
  }

  /// One value, as the superuser sees it.
  func value<T: PostgresDecodable>(_ sql: String, as type: T.Type = T.self) async throws -> T {
    try #require(try await admin.query(PostgresQuery(unescaped: sql), as: T.self).first)
  }
}

/// Runs it and records an issue unless it is refused with 42501.
func expectRefused(_ sql: String, _ client: PostgresClient) async {
  do {
    try await client.query(PostgresQuery(unescaped: sql))
    Issue.record("allowed: \(sql)")
  } catch let error as PostgresError {
    #expect(error.sqlState == .insufficientPrivilege, "\(sql): \(error.detail)")
  } catch {
    Issue.record(error)
  }
}

func withHiring<T>(_ body: (HiringBed) async throws -> T) async throws -> T {
  try await withDatabase(.of("applicants")) { db in
    let url = "\(db.url(.admin)) options='-c search_path=applicants,public'"
    return try await withPostgresClient(PostgresConfiguration(url: url), logger: .silent) { admin in
      let bed = HiringBed(db: db, admin: admin)
      try await bed.prepare(world)
      return try await body(bed)
    }
  }
}

/// The id of a number.
func id(_ number: Int) -> UUID {
  var bytes = [UInt8](repeating: 0, count: 16)
  bytes[6] = 0x70
  bytes[14] = UInt8(number / 256)
  bytes[15] = UInt8(number % 256)
  return bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
}

/// The hash of the token of an application's link.
func hash(_ application: Int) -> [UInt8] {
  [UInt8](repeating: UInt8(application % 100), count: 32)
}

private let world = """
  create function public.u(number int) returns uuid language sql immutable
  return (lpad('', 12, '0') || '7000' || lpad(to_hex(number), 16, '0'))::uuid;

  create function public.h(number int) returns bytea language sql immutable
  return decode(repeat(lpad(to_hex(number % 100), 2, '0'), 32), 'hex');

  create function public.t0() returns timestamptz language sql immutable
  return timestamptz '2027-03-01T12:00:00Z';

  insert into test (id, name, created_at)
  values (u(11), 'First look', t0()), (u(12), 'Second look', t0());

  insert into test_version (test_id, number, paper, limit_seconds, questions, published_by,
                            published_at)
  select t.id, n, jsonb_build_object('questions', jsonb_build_array(
           jsonb_build_object('id', 'late_bus', 'type', 'one'),
           jsonb_build_object('id', 'way', 'type', 'number'),
           jsonb_build_object('id', 'why_us', 'type', 'text'))),
         1200, 3, 'boss', t0()
  from   test t, generate_series(1, 2) n;
  insert into test_scoring (test_id, version, number, document, max_points, created_by, created_at)
  select test_id, number, 1, '{"key": "right"}', 46, 'boss', t0() from test_version;

  insert into vacancy (id, texts, tests, open, created_at, changed_at)
  select u(n), jsonb_build_object('en', text, 'ru', text), array[u(11)], n < 3,
         t0() + n * interval '1 s', t0()
  from   generate_series(1, 3) n,
         jsonb_build_object('title', 'Vacancy ' || n, 'description', 'to be done') text;

  insert into photo (sha256, media_type, bytes, created_at)
  select encode(sha256(bytes), 'hex'), 'image/png', bytes, t0()
  from   convert_to('a cat', 'UTF8') bytes;

  insert into sitting_group (key, created_at) values (u(11) || ':1/1', t0());

  insert into application (id, vacancy_id, status, name, email, phone, age, breed, coat_colour,
                           language, created_at)
  select u(n), u(1), 'unconfirmed', 'Tom ' || n, 'Tom' || n || '@x.example', '+7 900 ' || n, 3,
         'Siberian', 'grey', 'en', t0() - interval '2 days' + n * interval '1 s'
  from   generate_series(101, 107) n;
  insert into application_history (application_id, version, event, at, by_role)
  select id, 1, 'asked', created_at, 'applicants' from application;
  insert into application_photo (application_id, sha256, at)
  select a.id, p.sha256, t0() - interval '1 day' from application a, photo p where a.id > u(101);
  update application
  set    status = s.status, tests = array[u(11)], confirmed_at = t0() - interval '1 day',
         version = 2, photo_sha256 = (select sha256 from photo)
  from   (values (102, 'new'), (103, 'invited'), (104, 'tested')) s (n, status)
  where  id = u(n);
  update application
  set    status = s.status, tests = array[u(11)], confirmed_at = t0() - interval '1 day',
         version = 2, photo_sha256 = (select sha256 from photo),
         decided_at = t0() - interval '1 hour', decided_by = by,
         worker_id = case s.status when 'accepted' then u(900) end,
         reason = reject, rejected_from = case when reject is not null then 'new' end,
         reapply_at = case when reject is not null then t0() + interval '90 days' end
  from   (values (105, 'accepted', 'boss', null), (106, 'rejected', 'boss', 'incomplete'),
                 (107, 'withdrawn', null, null)) s (n, status, by, reject)
  where  id = u(n);

  insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                          expires_at, created_by, created_at)
  select u(n + 100), u(n), 1, 1, 1200, 5, t0() + interval '14 days', 'boss', t0() - interval '1 h'
  from   generate_series(103, 104) n;
  insert into invitation_test (invitation_id, position, test_id, version, scoring)
  select id, 1, u(11), 1, 1 from invitation;
  insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds, started_at,
                       deadline_at, accept_until, status, handed_in_at, handed_in_by, points,
                       max_points, characteristics, code, knocked_out, ordinal, finished_at)
  values (u(204), u(104), 1, 42, 1200, 0, t0() - interval '50 min', t0() - interval '30 min',
          t0() - interval '30 min' + interval '5 s', 'finished', t0() - interval '40 min',
          'applicant', 21, 46, array_fill(50::int2, array[20]), repeat('K', 20), false, 1,
          t0() - interval '40 min');

  insert into link (token_hash, application_id, kind, expires_at, created_at)
  select h(n), u(n), 'status', t0() + interval '400 days', t0() - interval '2 days'
  from   generate_series(101, 107) n;
  """
