import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// An attempt to be scored.
struct AttemptToScore: ErrandClaim, Hashable {
  let id: UUID
  let application: UUID
  let tries: Int
  /// By whom it was handed in, of one that nobody has looked at before.
  let newlyBy: Attempt.Closer?
}

/// Takes attempts that are due, each for one replica until the lease ends. At the last try one is
/// left to a manager already, so that not even one that ends the process is tried for ever.
struct ClaimAttempts: Statement {
  static let sql = """
    with due as (
      select id
      from   applicants.attempt
      where  status = 'handed_in'
      and    next_at <= $1
      order  by next_at
      limit  $3
      for    no key update skip locked
    )
    update applicants.attempt a
    set    tries   = a.tries + 1,
           next_at = case when a.tries + 1 < $4 then $2::timestamptz end
    from   due
    where  a.id = due.id
    returning a.id, a.application_id, a.tries,
              case when a.tries = 1 and a.standing is null
                        and not exists (select from applicants.mark m where m.attempt_id = a.id)
                   then a.handed_in_by end
    """

  let now: Date
  let leaseEnd: Date
  let limit: Int
  let mostTries: Int

  var bindings: Bindings { [now, leaseEnd, limit, mostTries] }
  static func decode(_ row: inout RowReader) throws -> AttemptToScore {
    AttemptToScore(
      id: try row.next(), application: try row.next(), tries: try row.next(),
      newlyBy: try row.next())
  }
}

/// A try has failed; the next one comes later, or none, unless it is another matter by now.
struct NoteScoringFailure: Statement {
  static let sql = """
    update applicants.attempt
    set    failure = $3,
           next_at = $4
    where  id = $1
    and    tries = $2
    and    status = 'handed_in'
    """

  let claim: AttemptToScore
  let failure: String
  /// nil: never.
  let nextAt: Date?

  var bindings: Bindings { [claim.id, claim.tries, failure, nextAt] }
}

/// Makes room for a mark of each of these answers.
struct AskForMarks: Statement {
  static let sql = """
    insert into applicants.mark (attempt_id, question, created_at)
    select $1, question, $3
    from   unnest($2::text[]) question
    on     conflict do nothing
    """

  let attempt: UUID
  let questions: [ExactText]
  let now: Date

  var bindings: Bindings { [attempt, questions, now] }
}

/// As which of its group the next attempt finishes; the group is locked until the transaction ends,
/// so that they finish one after the other.
struct TakeOrdinal: Statement {
  static let sql = """
    update applicants.sitting_group
    set    finished = finished + 1
    where  id = $1
    returning finished
    """

  let group: Int64
  var bindings: Bindings { [group] }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// What each answer of an attempt came to; by a scoring that it had before, it has the same.
struct KeepPoints: Statement {
  static let sql = """
    insert into applicants.attempt_points (attempt_id, scoring, question, points)
    select $1, scoring, question, points
    from   unnest($2::int8[], $3::text[], $4::int8[]) p (scoring, question, points)
    on     conflict do nothing
    """

  let attempt: UUID
  let scorings: [Int]
  let questions: [ExactText]
  let points: [Int]

  var bindings: Bindings { [attempt, scorings, questions, points] }

  init(attempt: UUID, _ sitting: AnsweredSet, _ evaluations: [Evaluation]) {
    let all = zip(sitting.parts, evaluations).flatMap { part, evaluation in
      evaluation.questions.map { question in
        (part.number, part.name(of: question.id), question.worth?.points ?? 0)
      }
    }
    self.attempt = attempt
    scorings = all.map(\.0)
    questions = all.map(\.1)
    points = all.map(\.2)
  }
}
