import Contracts
import FoundationEssentials
import Postgres

/// Makes the group of a set of versions and scorings, unless there is one.
struct InsertSittingGroup: Statement {
  static let sql = """
    insert into applicants.sitting_group (key, created_at)
    values ($1, $2)
    on conflict (key) do nothing
    """

  let key: String
  let now: Date
  var bindings: Bindings { [key, now] }
}

/// A statement of its own: only what begins later sees a group that somebody else has just made.
struct FindSittingGroup: Statement {
  static let sql = "select id from applicants.sitting_group where key = $1"

  let key: String
  var bindings: Bindings { [key] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

/// Takes the place of the invitation that counts.
struct RevokeInvitation: Statement {
  static let sql = """
    update applicants.invitation
    set    revoked_at = $2
    where  application_id = $1
    and    revoked_at is null
    """

  let application: UUID
  let now: Date
  var bindings: Bindings { [application, now] }
}

/// The next invitation of an application that is locked.
struct InsertInvitation: Statement {
  static let sql = """
    insert into applicants.invitation
           (id, application_id, number, group_id, limit_seconds, grace_seconds, expires_at,
            extra_seconds, reason, created_by, created_at)
    select $1, $2, count(*) + 1, $3, $4, $5, $6, $7, $8, $9, $10
    from   applicants.invitation
    where  application_id = $2
    """

  let id: UUID
  let application: UUID
  let group: Int64
  let limitSeconds: Int
  let graceSeconds: Int
  let goodUntil: Date
  let extraSeconds: Int
  let reason: String?
  let manager: ExactText
  let now: Date

  var bindings: Bindings {
    [
      id, application, group, limitSeconds, graceSeconds, goodUntil, extraSeconds, reason, manager,
      now,
    ]
  }
}

struct InsertInvitedParts: Statement {
  static let sql = """
    insert into applicants.invitation_test (invitation_id, position, test_id, version, scoring)
    select $1, part.position, part.test_id, part.version, part.scoring
    from   unnest($2::uuid[], $3::int4[], $4::int4[])
           with ordinality as part (test_id, version, scoring, position)
    """

  let invitation: UUID
  let parts: [InvitedPart]

  var bindings: Bindings {
    [invitation, parts.map(\.test), parts.map(\.version), parts.map(\.scoring)]
  }
}

/// Grants time before the test was begun.
struct ExtendInvitation: Statement {
  static let sql = """
    update applicants.invitation
    set    extra_seconds = extra_seconds + $2
    where  id = $1
    """

  let invitation: UUID
  let seconds: Int
  var bindings: Bindings { [invitation, seconds] }
}

/// Grants time while it runs, and gives the end that is shown from now on; nothing, if it is over.
struct ExtendAttempt: Statement {
  static let sql = """
    update applicants.attempt
    set    extra_seconds = extra_seconds + $2,
           deadline_at   = deadline_at  + make_interval(secs => $2),
           accept_until  = accept_until + make_interval(secs => $2),
           version       = version + 1
    where  id = $1
    and    status = 'running'
    and    accept_until > $3
    returning deadline_at
    """

  let attempt: UUID
  let seconds: Int
  let now: Date
  var bindings: Bindings { [attempt, seconds, now] }
  static func decode(_ row: inout RowReader) throws -> Date { try row.next() }
}
