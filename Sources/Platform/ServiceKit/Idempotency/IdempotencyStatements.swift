import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Metrics
public import Postgres

/// The platform statements on a service's `idempotency` table.
public enum IdempotencyStatements {
  public static let all: [any Statement.Type] = [
    LockKey.self, FindAnswer.self, KeepAnswer.self, ForgetAnswers.self,
  ]

  /// How long an answer is kept, in seconds.
  static let retention: TimeInterval = 24 * 3600
}

/// Refused (false) while another transaction holds the key.
struct LockKey: Statement {
  static let sql = """
    select pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0))
    """
  let caller: ExactText
  let key: ExactText
  var bindings: Bindings { [caller, key] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

struct FindAnswer: Statement {
  static let sql = """
    select fingerprint, status, content_type, etag, location, body
    from   idempotency
    where  caller = $1
    and    key = $2
    and    created_at > $3
    """
  let caller: ExactText
  let key: ExactText
  let since: Date

  init(_ key: IdempotencyKey, _ now: Date) {
    caller = key.caller
    self.key = key.key
    since = now.addingTimeInterval(-IdempotencyStatements.retention)
  }

  var bindings: Bindings { [caller, key, since] }

  static func decode(_ row: inout RowReader) throws -> KeptAnswer {
    let fingerprint: [UInt8] = try row.next()
    let status: Int32 = try row.next()
    return KeptAnswer(
      fingerprint: fingerprint,
      answer: StoredAnswer(
        status: HTTPResponse.Status(code: Int(status)), contentType: try row.next(),
        etag: try row.next(), location: try row.next(), body: try row.next()))
  }
}

/// An answer as the table keeps it.
struct KeptAnswer: Sendable {
  let fingerprint: [UInt8]
  let answer: StoredAnswer

  func replay(for key: IdempotencyKey) throws -> Response {
    guard key.isOf(fingerprint) else { throw Problem.keyReused }
    IdempotencyMetrics.replays().increment()
    return answer.response(isReplay: true)
  }
}

/// Takes the place of an answer that is older than a day and not yet deleted.
struct KeepAnswer: Statement {
  static let sql = """
    insert into idempotency
      (caller, key, fingerprint, status, content_type, etag, location, body, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    on conflict (caller, key) do update
    set    fingerprint  = excluded.fingerprint,
           status       = excluded.status,
           content_type = excluded.content_type,
           etag         = excluded.etag,
           location     = excluded.location,
           body         = excluded.body,
           created_at   = excluded.created_at
    """
  let key: IdempotencyKey
  let answer: StoredAnswer
  let at: Date

  var bindings: Bindings {
    [
      key.caller, key.key, key.fingerprint, Int32(answer.status.code), answer.contentType,
      answer.etag, answer.location, answer.body, at,
    ]
  }
}

/// Deletes old answers, a bounded number at once.
struct ForgetAnswers: Statement {
  static let most = 1000

  static let sql = """
    delete from idempotency
    where  ctid in (select ctid
                    from   idempotency
                    where  created_at <= $1
                    limit  \(most)
                    for    update skip locked)
    """
  let before: Date
  var bindings: Bindings { [before] }
}
