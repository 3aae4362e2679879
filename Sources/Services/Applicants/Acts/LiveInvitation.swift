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
  let isRunning: Bool?
  let deadlineAt: Date?
  let acceptUntil: Date?

  /// Whether its test can be begun or goes on.
  func isOfUse(at now: Date) -> Bool {
    guard let isRunning, let acceptUntil else { return now < expiresAt }
    return isRunning && now < acceptUntil
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
    LiveInvitation(
      id: try row.next(), expiresAt: try row.next(), limitSeconds: try row.next(),
      extraSeconds: try row.next(), questions: try row.next(as: Int?.self) ?? 0,
      isRunning: try row.next(), deadlineAt: try row.next(), acceptUntil: try row.next())
  }
}
