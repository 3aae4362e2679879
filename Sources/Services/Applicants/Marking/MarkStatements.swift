import Contracts
import FoundationEssentials
import Postgres

/// Gives a manager the answer that has waited longest and that nobody else is at; who has one
/// already gets the same again. Of applications about which something is decided none is marked.
struct ClaimMark: Statement {
  static let sql = """
    with next as (
      select m.attempt_id, m.question
      from   applicants.mark        m
      join   applicants.attempt     a on a.id = m.attempt_id
      join   applicants.application p on p.id = a.application_id
      where  m.points is null
      and    a.status = 'marking'
      and    p.status = 'invited'
      and    (m.claimed_until is null or m.claimed_until <= $2 or m.claimed_by = $1)
      order  by coalesce(m.claimed_by = $1 and m.claimed_until > $2, false) desc,
                m.created_at, m.attempt_id, m.question
      limit  1
      for    no key update of m skip locked
    )
    update applicants.mark m
    set    claimed_by    = $1,
           claimed_until = $3
    from   next
    where  (m.attempt_id, m.question) = (next.attempt_id, next.question)
    returning \(Mark.columns)
    """

  let manager: ExactText
  let now: Date
  let until: Date

  var bindings: Bindings { [manager, now, until] }
  static func decode(_ row: inout RowReader) throws -> Mark { try Mark(row: &row) }
}

struct LockMark: Statement {
  static let sql = """
    select \(Mark.columns)
    from   applicants.mark m
    where  m.attempt_id = $1
    and    m.question = $2
    for    no key update
    """

  let attempt: UUID
  let question: ExactText

  var bindings: Bindings { [attempt, question] }
  static func decode(_ row: inout RowReader) throws -> Mark { try Mark(row: &row) }
}

struct ListMarks: Statement {
  static let sql = """
    select \(Mark.columns)
    from   applicants.mark m
    where  m.attempt_id = $1
    """

  let attempt: UUID
  var bindings: Bindings { [attempt] }
  static func decode(_ row: inout RowReader) throws -> Mark { try Mark(row: &row) }
}

/// Writes what was given for an answer whose row is locked; nobody has it before the eyes then. It
/// says how many answers of the attempt still wait.
struct WriteMark: Statement {
  static let sql = """
    with written as (
      update applicants.mark
      set    points        = $3,
             comment       = $4,
             marked_by     = $5,
             marked_at     = $6,
             claimed_by    = null,
             claimed_until = null,
             version       = $7
      where  attempt_id = $1
      and    question = $2
    )
    select count(*)
    from   applicants.mark
    where  attempt_id = $1
    and    question <> $2
    and    points is null
    """

  let mark: Mark
  var bindings: Bindings {
    [
      mark.attempt, mark.question, mark.points, mark.comment, mark.markedBy, mark.markedAt,
      mark.version,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}
