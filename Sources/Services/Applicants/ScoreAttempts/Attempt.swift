import FoundationEssentials
import Postgres
import ServiceKit

/// One sitting of the tests of one invitation, whose id it has.
struct Attempt: Sendable {
  enum Status: String, CaseIterable, Sendable, PostgresText {
    case running
    /// To be scored.
    case handedIn = "handed_in"
    /// An answer in words waits for a manager.
    case marking
    case finished
    /// It is never scored, and ranked by nobody.
    case void
  }

  /// By whom it was handed in.
  enum Closer: String, CaseIterable, Sendable, PostgresText {
    case applicant, time
  }

  let id: UUID
  let applicationID: UUID
  let group: Int64
  let limitSeconds: Int
  let extraSeconds: Int
  let startedAt: Date
  /// The end that is shown, and until when answers are taken.
  let deadlineAt: Date
  let acceptUntil: Date
  var status: Status
  let handedInAt: Date?
  let handedInBy: Closer?
  /// nil until it has finished, as ordinal and time.
  var score: SetScore?
  /// As which of its group it has finished, from 1.
  var ordinal: Int?
  var finishedAt: Date?
  /// How it stood when it finished last.
  var standing: StandingNow?
  /// Of scoring it, since it was handed in or a manager asked for it.
  var tries: Int
  var failure: String?
  /// When it is to be scored; of what is handed in, nil: it is left to a manager.
  var nextAt: Date?
  /// Whether another invitation has taken the place of its own.
  let isReplaced: Bool
  var version: Int64

  /// Scoring it has failed so often that nobody tries any more.
  var isParked: Bool { status == .handedIn && nextAt == nil }
}

extension Attempt: VersionedRow {
  static let table = "applicants.attempt a"
  static let columns = """
    a.id, a.application_id, a.group_id, a.limit_seconds, a.extra_seconds, a.started_at,
           a.deadline_at, a.accept_until, a.status, a.handed_in_at, a.handed_in_by,
           \(StoredScore.columns),
           a.ordinal, a.finished_at, a.standing, a.tries, a.failure, a.next_at,
           (select i.revoked_at is not null from applicants.invitation i where i.id = a.id),
           a.version
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    applicationID = try row.next()
    group = try row.next()
    limitSeconds = try row.next()
    extraSeconds = try row.next()
    startedAt = try row.next()
    deadlineAt = try row.next()
    acceptUntil = try row.next()
    status = try row.next()
    handedInAt = try row.next()
    handedInBy = try row.next()
    score = try StoredScore.readIfThere(&row)
    ordinal = try row.next()
    finishedAt = try row.next()
    standing = try row.next(as: JSON<StandingNow>?.self)?.value
    tries = try row.next()
    failure = try row.next()
    nextAt = try row.next()
    isReplaced = try row.next()
    version = try row.next()
  }

  var stored: Bindings {
    [
      status, score?.points, score?.maxPoints, score?.characteristics.map(Int16.init),
      score?.code, score?.isKnockedOut, ordinal, finishedAt, standing.map(JSON.init), tries,
      failure, nextAt,
    ]
  }
}

/// Writes what scoring may change of an attempt whose row is locked, and its version.
struct UpdateAttempt: Statement {
  static let sql = """
    update applicants.attempt
    set    status          = $2,
           points          = $3,
           max_points      = $4,
           characteristics = $5,
           code            = $6,
           knocked_out     = $7,
           ordinal         = $8,
           finished_at     = $9,
           standing        = $10,
           tries           = $11,
           failure         = $12,
           next_at         = $13,
           version         = $14
    where  id = $1
    """

  let attempt: Attempt
  var bindings: Bindings { [attempt.id] + attempt.stored + [attempt.version] }
}

extension Transaction {
  /// Writes an attempt that is locked, one version later.
  func write(_ attempt: Attempt) {
    var attempt = attempt
    attempt.version += 1
    enqueue(UpdateAttempt(attempt: attempt))
  }
}
