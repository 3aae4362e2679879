import Postgres
import Testing

/// A change that a constraint refuses, in the words of SQL.
private struct Refused: Sendable, CustomTestStringConvertible {
  let constraint: String
  let sql: String
  var testDescription: String { "\(constraint): \(sql)" }

  init(_ constraint: String, _ sql: String) {
    self.constraint = constraint
    self.sql = sql
  }

  init(_ constraint: String, _ table: String, _ number: Int, _ change: String) {
    self.init(constraint, "update \(table) set \(change) where id = u(\(number))")
  }
}

@Suite("Tables of hiring: what they refuse, whoever writes it")
struct TableTests {
  @Test("R-110: vacancies, tests, versions and scorings")
  func tests() async throws {
    try await refuse([
      Refused("vacancy_texts", "vacancy", 1, "texts = texts - 'ru'"),
      Refused("vacancy_texts", "vacancy", 1, "texts = jsonb_set(texts, '{en,title}', '\"\"')"),
      Refused(
        "vacancy_texts", "vacancy", 1,
        "texts = jsonb_set(texts, '{ru,title}', to_jsonb(repeat('x', 121)))"),
      Refused(
        "vacancy_texts", "vacancy", 1,
        "texts = jsonb_set(texts, '{en,description}', to_jsonb(repeat('x', 4001)))"),
      Refused("vacancy_tests", "vacancy", 1, "tests = '{}'"),
      Refused("vacancy_tests", "vacancy", 1, "tests = array[u(11), u(11)]"),
      Refused("vacancy_tests", "vacancy", 1, "tests = array[u(11), null]"),
      Refused(
        "vacancy_tests", "vacancy", 1, "tests = array(select u(n) from generate_series(1, 6) n)"),
      Refused("test_name_key", "test", 11, "name = 'Second look'"),
      Refused("test_name_check", "test", 11, "name = ''"),
      Refused("test_draft", "test", 11, "draft = '{}'"),
      Refused(
        "test_draft_check", "test", 11,
        "draft_by = 'boss', draft_at = t0(), draft = to_jsonb(repeat('x', 524288))"),
      Refused("test_version_pkey", Self.version("u(11), 1, '{}', 60, 1")),
      Refused("test_version_limit_seconds_check", Self.version("u(11), 3, '{}', 9, 1")),
      Refused("test_version_limit_seconds_check", Self.version("u(11), 3, '{}', 28801, 1")),
      Refused("test_version_questions_check", Self.version("u(11), 3, '{}', 60, 0")),
      Refused("test_version_questions_check", Self.version("u(11), 3, '{}', 60, 101")),
      Refused("test_version_scoring", Self.version("u(11), 3, '{}', 60, 1")),
      Refused("test_version_scoring", "update test_version set scoring = 2"),
      Refused("test_version_default_once", "update test_version set is_default = true"),
      Refused(
        "test_version_default",
        """
        update test_version set is_default = true, status = 'retired'
        """),
      Refused("test_version_status_check", "update test_version set status = 'draft'"),
      Refused("test_scoring_max_points_check", Self.scoring("u(11), 1, 2, '{}', 0")),
      Refused("test_scoring_pkey", Self.scoring("u(11), 1, 1, '{}', 46")),
      Refused("test_scoring_test_id_version_fkey", Self.scoring("u(11), 9, 1, '{}', 46")),
    ])
  }

  @Test("R-090, R-120: an application that is not what its status says")
  func applications() async throws {
    try await refuse([
      Refused("application_status_check", "application", 102, "status = 'testing'"),
      Refused("application_whose", "application", 101, "phone = null"),
      Refused("application_whose", "application", 102, "photo_sha256 = null"),
      Refused("application_whose", "application", 106, "erased_at = t0()"),
      Refused("application_whose", "application", 106, "\(Self.nobody), note = 'a word'"),
      Refused("application_erased", "application", 102, Self.nobody),
      Refused("application_name_check", "application", 102, "name = ''"),
      Refused("application_email_check", "application", 102, "email = repeat('x', 255)"),
      Refused("application_age_check", "application", 102, "age = 41"),
      Refused("application_photo", "application", 102, "photo_sha256 = repeat('0', 64)"),
      Refused("application_confirmed", "application", 102, "confirmed_at = null"),
      Refused("application_confirmed", "application", 101, "confirmed_at = t0()"),
      Refused("application_tests", "application", 103, "tests = '{}'"),
      Refused("application_tests", "application", 102, "tests = array[u(11), u(11)]"),
      Refused("application_decided", "application", 102, "decided_at = t0()"),
      Refused("application_decided", "application", 107, "decided_at = null"),
      Refused("application_decided_by", "application", 102, "decided_by = 'boss'"),
      Refused("application_decided_by", "application", 105, "decided_by = null"),
      Refused("application_decided_by", "application", 106, "decided_by = null"),
      Refused("application_accepted", "application", 105, "worker_id = null"),
      Refused("application_accepted", "application", 106, "worker_id = u(901)"),
      Refused("application_rejected", "application", 106, "reason = null"),
      Refused("application_rejected", "application", 106, "reapply_at = null"),
      Refused("application_rejected", "application", 102, "rejected_from = 'new'"),
      Refused("application_reason_check", "application", 106, "reason = 'ugly'"),
      Refused("application_other", "application", 106, "reason = 'other'"),
      Refused(
        "application_history_event_check",
        Self.history("u(102), 2, 'eaten', t0(), 'applicant', null")),
      Refused("application_history_by", Self.history("u(102), 2, 'taken', t0(), 'manager', null")),
      Refused(
        "application_history_by",
        Self.history("u(102), 2, 'withdrawn', t0(), 'applicant', 'x'")),
      Refused(
        "application_history_by_role_check",
        Self.history("u(102), 2, 'taken', t0(), 'clerk', null")),
      Refused(
        "application_history_pkey",
        Self.history("u(102), 1, 'confirmed', t0(), 'applicant', null")),
    ])
  }

  @Test("R-113: one open application a mailbox and vacancy, by confirmed ones alone")
  func oneOpen() async throws {
    try await withHiring { bed in
      for number in [103, 104] {
        let change = "email = 'TOM102@X.example'"
        await expect(bed, refuses: Refused("application_open", "application", number, change))
      }
      // Neither an unconfirmed one, nor a decided one, nor one for another vacancy is in the way.
      try await bed.prepare(
        """
        update application set email = 'tom102@x.example'
        where  id in (u(101), u(105), u(106), u(107));
        update application set email = 'tom102@x.example', vacancy_id = u(2) where id = u(104);
        """)
      let reopened = """
        status = 'new', reason = null, rejected_from = null, reapply_at = null, decided_at = null,
        decided_by = null
        """
      await expect(bed, refuses: Refused("application_open", "application", 106, reopened))
    }
  }

  @Test("R-111: invitations and attempts")
  func sittings() async throws {
    try await refuse([
      Refused(
        "sitting_group_key_key",
        """
        insert into sitting_group (key, created_at) select key, t0() from sitting_group
        """),
      Refused("invitation_live", Self.invitation("u(299), u(103), 2, 1, 60, 5, t0(), 'once more'")),
      Refused("invitation_again", Self.invitation("u(299), u(102), 2, 1, 60, 5, t0(), null")),
      Refused(
        "invitation_application_id_number_key",
        Self.invitation("u(299), u(103), 1, 1, 60, 5, t0(), null")),
      Refused(
        "invitation_limit_seconds_check",
        Self.invitation("u(299), u(102), 1, 1, 9, 5, t0(), null")),
      Refused(
        "invitation_grace_seconds_check",
        Self.invitation("u(299), u(102), 1, 1, 60, 61, t0(), null")),
      Refused("invitation_extra_seconds_check", "invitation", 203, "extra_seconds = 28801"),
      Refused(
        "invitation_test_test_id_version_scoring_fkey",
        """
        insert into invitation_test values (u(203), 2, u(12), 1, 2)
        """),
      Refused(
        "invitation_test_invitation_id_test_id_key",
        """
        insert into invitation_test values (u(203), 2, u(11), 2, 1)
        """),
      Refused(
        "invitation_test_position_check",
        """
        insert into invitation_test values (u(203), 6, u(12), 1, 1)
        """),
      Refused("attempt_pkey", Self.attempt(of: "u(204)")),
      Refused("attempt_deadline", Self.attempt(deadline: "'1 s'")),
      Refused("attempt_grace", Self.attempt(grace: "'-1 s'")),
      Refused(
        "attempt_running", "attempt", 204,
        Self.unranked("'running', handed_in_at = t0() - interval '40 min'")),
      Refused(
        "attempt_running", "attempt", 204,
        Self.unranked("'marking', handed_in_at = null, handed_in_by = null")),
      Refused("attempt_handed_in", "attempt", 204, "handed_in_by = null"),
      Refused(
        "attempt_handed_in", "attempt", 204,
        "handed_in_at = deadline_at + interval '1 microsecond'"),
      Refused("attempt_finished", "attempt", 204, "ordinal = null"),
      Refused("attempt_finished", "attempt", 204, "status = 'void'"),
      Refused("attempt_finished", "attempt", 204, "points = null"),
      Refused(
        "attempt_characteristics", "attempt", 204,
        "characteristics = array_fill(50, array[19])"),
      Refused("attempt_characteristics", "attempt", 204, "characteristics[3] = 101"),
      Refused("attempt_code_check", "attempt", 204, "code = repeat('U', 20)"),
      Refused("attempt_next", "attempt", 204, "next_at = t0()"),
      Refused("attempt_status_check", "attempt", 204, Self.unranked("'paused'")),
      Refused("attempt_ranked", "\(Self.attempt()); \(Self.finish)"),
      Refused(
        "answer_in_time",
        """
        insert into answer values (u(204), '1.way', 1, '\"30\"', t0(), 'form')
        """),
      Refused(
        "answer_in_time",
        """
        \(Self.attempt());
        insert into answer
        select id, '1.way', 1, '\"30\"', accept_until, 'form' from attempt where id = u(203)
        """),
      Refused(
        "answer_question_check",
        """
        \(Self.attempt()); insert into answer values (u(203), 'way', 1, null, t0(), 'form')
        """),
      Refused(
        "answer_via_check",
        """
        \(Self.attempt()); insert into answer values (u(203), '1.way', 1, null, t0(), 'mail')
        """),
      Refused(
        "answer_value_check",
        """
        \(Self.attempt());
        insert into answer
        values (u(203), '1.way', 1, to_jsonb(repeat('x', 16384)), t0(), 'form')
        """),
      Refused(
        "mark_marked",
        """
        insert into mark (attempt_id, question, points, created_at)
        values (u(204), '1.why_us', 3, t0())
        """),
      Refused(
        "mark_claimed",
        """
        insert into mark (attempt_id, question, claimed_by, created_at)
        values (u(204), '1.why_us', 'boss', t0())
        """),
      Refused(
        "mark_points_check",
        """
        insert into mark (attempt_id, question, points, marked_by, marked_at, created_at)
        values (u(204), '1.why_us', -1, 'boss', t0(), t0())
        """),
    ])
  }

  @Test("R-081: what comes in by the portal")
  func portal() async throws {
    try await refuse([
      Refused("link_token_hash_check", Self.link("'\\x00', u(102), 'status', null")),
      Refused("link_pkey", Self.link("h(102), u(103), 'status', null")),
      Refused("link_invitation", Self.link("h(199), u(103), 'invitation', null")),
      Refused("link_invitation", Self.link("h(199), u(103), 'status', u(203)")),
      Refused("link_kind_check", Self.link("h(199), u(103), 'back_door', null")),
      Refused("submission_age_check", Self.submission(age: "41")),
      Refused("submission_name_check", Self.submission(name: "repeat('x', 201)")),
      Refused("spent_ticket_nonce_check", "insert into spent_ticket values ('\\x00', t0())"),
      Refused("portal_act_kind_check", Self.act("u(101), 'purr', null, t0(), null, null, null")),
      Refused(
        "portal_act_result",
        Self.act("u(101), 'confirm', null, t0(), null, 'already-open', null")),
      Refused("portal_act_result", Self.act("u(101), 'confirm', null, t0(), t0(), null, t0()")),
      Refused(
        "portal_act_form_check",
        Self.act("u(101), 'confirm', to_jsonb(repeat('x', 16384)), t0(), null, null, null")),
      Refused(
        "portal_act_waiting",
        Self.act(
          """
          u(101), 'confirm', null, t0(), null, null, null),
          (u(101), 'confirm', null, t0(), null, null, null
          """)),
      Refused(
        "mail_count_mailbox_check",
        """
        insert into mail_count values ('\\x00', '2027-03-01', 1)
        """),
      Refused("no_mail_mailbox_check", "insert into no_mail values ('\\x00', t0())"),
      Refused("rejected_email_hash_check", "insert into rejected values ('\\x00', u(1), t0())"),
      Refused(
        "rejected_pkey",
        """
        insert into rejected values (h(1), u(1), t0()), (h(1), u(1), t0())
        """),
    ])
  }

  @Test("R-110, R-111: what is published, answered or noted once stays so, for the service too")
  func insertOnly() async throws {
    try await withHiring { bed in
      for table in [
        "test_version", "test_scoring", "answer", "application_history", "attempt_points",
        "application", "invitation", "attempt", "sitting_group", "application_photo", "photo",
      ] {
        await expectRefused("delete from \(table)", bed.app)
      }
      for change in [
        "test_version set paper = '{}'", "test_version set limit_seconds = 60",
        "test_scoring set document = '{}'", "test_scoring set max_points = 1",
        "answer set value = null", "application_history set note = null",
        "attempt_points set points = 1", "attempt set seed = 1", "attempt set started_at = now()",
        "invitation set limit_seconds = 60", "invitation_test set scoring = 2",
        "application set erased_at = now()", "link set expires_at = now()",
      ] {
        await expectRefused("update \(change)", bed.app)
      }
      // What a version's state is may change.
      try await bed.app.query(
        "update test_version set status = 'retired', is_default = false, state_version = 2")
    }
  }

  @Test("every table says in the database what it is")
  func comments() async throws {
    try await withHiring { bed in
      let silent = try await bed.admin.query(
        """
        select c.oid::regclass::text
        from   pg_class c
        where  relnamespace = 'applicants'::regnamespace
        and    relkind = 'r'
        and    relname !~ '^((in|out)box|idempotency$|key_set$|person$|photo$|migration$)'
        and    obj_description(c.oid, 'pg_class') is null
        """, as: String.self)
      #expect(silent == [])
    }
  }

  private func refuse(_ all: [Refused]) async throws {
    try await withHiring { bed in
      for one in all { await expect(bed, refuses: one) }
    }
  }

  private func expect(_ bed: HiringBed, refuses refused: Refused) async {
    do {
      try await bed.prepare(refused.sql)
      Issue.record("allowed: \(refused.sql)")
    } catch let error as PostgresError {
      #expect(error.constraint == refused.constraint, "\(refused.sql): \(error.detail)")
    } catch {
      Issue.record(error)
    }
  }
}

extension TableTests {
  private static let nobody = """
    name = null, email = null, phone = null, age = null, breed = null, coat_colour = null,
    photo_sha256 = null, erased_at = t0()
    """

  private static func version(_ values: String) -> String {
    """
    insert into test_version (test_id, number, paper, limit_seconds, questions, published_by,
                              published_at)
    values (\(values), 'boss', t0())
    """
  }

  private static func scoring(_ values: String) -> String {
    """
    insert into test_scoring (test_id, version, number, document, max_points, created_by,
                              created_at)
    values (\(values), 'boss', t0())
    """
  }

  private static func history(_ values: String) -> String {
    """
    insert into application_history (application_id, version, event, at, by_role, by_subject)
    values (\(values))
    """
  }

  private static func invitation(_ values: String) -> String {
    """
    insert into invitation (id, application_id, number, group_id, limit_seconds, grace_seconds,
                            expires_at, reason, created_by, created_at)
    values (\(values), 'boss', t0())
    """
  }

  /// Begins the attempt of the application that is invited, at T0.
  private static func attempt(
    of id: String = "u(203)", deadline: String = "'1200 s'", grace: String = "'5 s'"
  ) -> String {
    """
    insert into attempt (id, application_id, group_id, seed, limit_seconds, extra_seconds,
                         started_at, deadline_at, accept_until)
    values (\(id), u(103), 1, 42, 1200, 0, t0(), t0() + interval \(deadline),
            t0() + interval \(deadline) + interval \(grace))
    """
  }

  /// Gives it the place of the one that has finished.
  private static let finish = """
    update attempt a
    set    status = 'finished', handed_in_at = t0(), handed_in_by = 'applicant', points = o.points,
           max_points = o.max_points, characteristics = o.characteristics, code = o.code,
           knocked_out = false, ordinal = o.ordinal, finished_at = t0()
    from   attempt o
    where  a.id = u(203) and o.id = u(204)
    """

  /// As which an attempt has no place.
  private static func unranked(_ status: String) -> String {
    """
    points = null, max_points = null, characteristics = null, code = null, knocked_out = null,
    ordinal = null, finished_at = null, status = \(status)
    """
  }

  private static func link(_ values: String) -> String {
    """
    insert into link (token_hash, application_id, kind, invitation_id, expires_at, created_at)
    values (\(values), t0(), t0())
    """
  }

  private static func submission(name: String = "'Tom'", age: String = "3") -> String {
    """
    insert into submission (received_at, turn, suspicion, language, vacancy_id, name, email, phone,
                            age, breed, coat_colour)
    values (t0(), 0, 0, 'en', u(1), \(name), 'tom@x.example', '1', \(age), 'Siberian', 'grey')
    """
  }

  private static func act(_ values: String) -> String {
    """
    insert into portal_act (application_id, kind, form, at, done_at, result, result_until)
    values (\(values))
    """
  }
}
