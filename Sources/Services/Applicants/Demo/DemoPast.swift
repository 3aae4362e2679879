import FoundationEssentials
import Postgres
import ServiceKit

/// How the cats of ``DemoSittings`` come to the tables, which check them as they check all: tests
/// are answered while they run, and then they are over.
struct DemoPast {
  /// An array of ``DemoSitting/json``.
  let cats: JSONText
  let vacancy: UUID
  let tests: [UUID]
  let group: Int64
  let limitSeconds: Int
  let picture: Photo

  private static let columns = """
    (number int4, id uuid, attempt uuid, began_at timestamptz, seed int8, answers jsonb,
     marks jsonb, worth jsonb, points int4, max_points int4, characteristics int2[], code text,
     knocked_out boolean, standing jsonb, is_open boolean)
    """

  /// - Parameter invited: what all of them were given.
  func write(in transaction: Transaction, _ invited: [InvitedPart]) async throws {
    try await apply(in: transaction)
    try await sit(in: transaction, invited)
    try await answer(in: transaction)
    try await finish(in: transaction)
  }

  /// Each applied three days before its test, and was decided about a day after it.
  private func apply(in transaction: Transaction) async throws {
    try await transaction.query(
      """
      with cat as (
        select *, began_at - interval '3 days' as asked_at, began_at + interval '1 day' as decided_at
        from   jsonb_to_recordset(\(cats)) as cat \(unescaped: Self.columns)
      ), picture as (
        insert into applicants.photo (sha256, media_type, bytes, created_at)
        select \(picture.sha256), \(picture.mediaType), \(picture.bytes), min(asked_at)
        from   cat
        on     conflict do nothing
      ), shown as (
        insert into applicants.application_photo (application_id, sha256, at)
        select id, \(picture.sha256), asked_at
        from   cat
      ), told as (
        insert into applicants.application_history
               (application_id, version, event, at, by_role, by_subject, reason, note, facts)
        select cat.id, step.*
        from   cat
        cross  join lateral (values
          (1, 'asked',     asked_at,                       'applicants', null,   null, null,
           null::jsonb),
          (2, 'confirmed', asked_at + interval '1 hour',   'applicant',  null,   null, null, null),
          (3, 'invited',   began_at - interval '1 day',    'manager',    'demo', null, 'Demo data.',
           null),
          (4, 'tested',    began_at + interval '2 hours',  'applicants', null,   null, null,
           jsonb_build_object('attempt', attempt, 'standing', standing)),
          (5, 'rejected',  decided_at, 'manager', 'demo', 'test_result', 'Demo data.', null)
        ) step (version, event, at, by_role, by_subject, reason, note, facts)
        where  version < 5 or not is_open
      )
      insert into applicants.application
             (id, vacancy_id, status, name, email, phone, age, breed, coat_colour, photo_sha256,
              language, tests, confirmed_at, version, created_at,
              reason, rejected_from, reapply_at, note, decided_at, decided_by)
      select id, \(vacancy), case when is_open then 'tested' else 'rejected' end,
             'Demo Cat ' || number, 'demo-cat-' || number || '@applicants.example',
             '+7812556' || lpad(number::text, 4, '0'), number % 12 + 1, 'European Shorthair', 'grey',
             \(picture.sha256), case number % 2 when 0 then 'en' else 'ru' end, \(tests),
             asked_at + interval '1 hour', case when is_open then 4 else 5 end, asked_at,
             decision.*
      from   cat
      left   join lateral (
        select 'test_result', 'tested', decided_at + interval '90 days', 'Demo data.', decided_at,
               'demo'
        where  not is_open
      ) decision on true
      """)
  }

  /// Invited the day before, for fourteen days.
  private func sit(in transaction: Transaction, _ invited: [InvitedPart]) async throws {
    try await transaction.query(
      """
      with cat as (
        select id, attempt, began_at, seed, began_at - interval '1 day' as invited_at,
               began_at + make_interval(secs => \(limitSeconds)) as deadline_at
        from   jsonb_to_recordset(\(cats)) as cat \(unescaped: Self.columns)
      ), invited as (
        insert into applicants.invitation
               (id, application_id, number, group_id, limit_seconds, grace_seconds, expires_at,
                created_by, created_at)
        select attempt, id, 1, \(group), \(limitSeconds), 5, invited_at + interval '14 days', 'demo',
               invited_at
        from   cat
      ), given as (
        insert into applicants.invitation_test (invitation_id, position, test_id, version, scoring)
        select attempt, part.position, part.test_id, part.version, part.scoring
        from   cat,
               unnest(\(invited.map(\.test)), \(invited.map(\.version)), \(invited.map(\.scoring)))
               with ordinality as part (test_id, version, scoring, position)
      )
      insert into applicants.attempt
             (id, application_id, group_id, seed, limit_seconds, extra_seconds, started_at,
              deadline_at, accept_until)
      select attempt, id, \(group), seed, \(limitSeconds), 0, began_at, deadline_at,
             deadline_at + interval '5 s'
      from   cat
      """)
  }

  private func answer(in transaction: Transaction) async throws {
    try await transaction.query(
      """
      with cat as (
        select *
        from   jsonb_to_recordset(\(cats)) as cat \(unescaped: Self.columns)
      ), marked as (
        insert into applicants.mark
               (attempt_id, question, points, marked_by, marked_at, version, created_at)
        select attempt, mark.key, mark.value::int4, 'demo', began_at + interval '2 hours', 2,
               began_at + interval '1 hour'
        from   cat, jsonb_each_text(marks) mark
      ), counted as (
        insert into applicants.attempt_points (attempt_id, scoring, question, points)
        select attempt, answer.scoring, answer.question, answer.points
        from   cat,
               jsonb_to_recordset(worth) as answer (scoring int4, question text, points int4)
      )
      insert into applicants.answer (attempt_id, question, revision, value, saved_at, via)
      select attempt, answer.key, 1, answer.value, began_at + interval '5 s', 'form'
      from   cat, jsonb_each(answers) answer
      """)
  }

  /// Handed in sooner by who has more points, and marked within two hours.
  private func finish(in transaction: Transaction) async throws {
    try await transaction.query(
      """
      update applicants.attempt a
      set    status          = 'finished',
             handed_in_at    = started_at + make_interval(
                                 secs => limit_seconds * (0.9 - 0.5 * cat.points / cat.max_points)),
             handed_in_by    = 'applicant',
             points          = cat.points,
             max_points      = cat.max_points,
             characteristics = cat.characteristics,
             code            = cat.code,
             knocked_out     = cat.knocked_out,
             ordinal         = cat.number,
             finished_at     = cat.began_at + interval '2 hours',
             standing        = cat.standing,
             version         = 4
      from   jsonb_to_recordset(\(cats)) as cat \(unescaped: Self.columns)
      where  a.id = cat.attempt
      """)
  }
}
