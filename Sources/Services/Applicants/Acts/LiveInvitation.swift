import Contracts
import FoundationEssentials
import Postgres

/// The invitation of an application that counts, with its attempt if that was begun.
struct LiveInvitation: Sendable {
  let id: UUID
  /// Until when its test may be begun.
  let expiresAt: Date
  let limitSeconds: Int
  let extraSeconds: Int
  let questions: Int
  /// nil: its test was not begun.
  let attempt: (isRunning: Bool, deadlineAt: Date, acceptUntil: Date)?

  /// Whether its test can be begun or goes on.
  func isOfUse(at now: Date) -> Bool {
    attempt.map { $0.isRunning && now < $0.acceptUntil } ?? (now < expiresAt)
  }

  /// As events have it.
  var test: ApplicationChanged.Test {
    ApplicationChanged.Test(
      questions: questions, limitSeconds: limitSeconds, extraSeconds: extraSeconds,
      goodUntil: expiresAt)
  }
}

struct FindLiveInvitation: Statement {
  static let sql = """
    select i.id, i.expires_at, i.limit_seconds, coalesce(a.extra_seconds, i.extra_seconds),
           (select sum(v.questions)
            from   applicants.invitation_test t
            join   applicants.test_version    v on (v.test_id, v.number) = (t.test_id, t.version)
            where  t.invitation_id = i.id),
           a.status = 'running', a.deadline_at, a.accept_until
    from   applicants.invitation i
    left   join applicants.attempt a on a.id = i.id
    where  i.application_id = $1
    and    i.revoked_at is null
    """

  let application: UUID
  var bindings: Bindings { [application] }

  static func decode(_ row: inout RowReader) throws -> LiveInvitation {
    let (id, expiresAt): (UUID, Date) = (try row.next(), try row.next())
    let (limit, extra): (Int, Int) = (try row.next(), try row.next())
    let questions: Int? = try row.next()
    let (isRunning, deadlineAt, acceptUntil): (Bool?, Date?, Date?) =
      (try row.next(), try row.next(), try row.next())
    var attempt: (Bool, Date, Date)?
    if let isRunning, let deadlineAt, let acceptUntil {
      attempt = (isRunning, deadlineAt, acceptUntil)
    }
    return LiveInvitation(
      id: id, expiresAt: expiresAt, limitSeconds: limit, extraSeconds: extra,
      questions: questions ?? 0, attempt: attempt)
  }
}
