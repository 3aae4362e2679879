import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What was answered in the attempts at a version that finished last, in their order. Of texts only
/// the marks are read. Attempts whose answers are forgotten have nothing to be tried on.
struct FindSatAttempts: Statement {
  static let sql = """
    select last.id, last.application_id, given.answers, marked.questions, marked.points
    from   (select a.id, a.application_id, a.finished_at, t.position
            from   applicants.invitation_test t
            join   applicants.attempt         a on a.id = t.invitation_id
            join   applicants.application     p on p.id = a.application_id
            where  (t.test_id, t.version) = ($1, $2)
            and    a.status = 'finished'
            and    p.erased_at is null
            order  by a.finished_at desc, a.ordinal desc, a.id
            limit  $3) last
    cross  join lateral (
      select coalesce(jsonb_object_agg(substr(question, 3), value), '{}') as answers
      from   (select distinct on (question) question, value
              from   applicants.answer
              where  attempt_id = last.id
              and    question like last.position || '.%'
              and    not substr(question, 3) = any ($4)
              order  by question, revision desc) latest
    ) given
    cross  join lateral (
      select coalesce(array_agg(substr(question, 3)), '{}') as questions,
             coalesce(array_agg(points), '{}')              as points
      from   applicants.mark
      where  attempt_id = last.id
      and    question like last.position || '.%'
      and    points is not null
    ) marked
    order  by last.finished_at, last.id
    """

  let place: PublishedPlace
  let most: Int
  /// Ids of questions that are answered in words.
  let texts: [ExactText]

  var bindings: Bindings { [place.test, place.number, most, texts] }
  static func decode(_ row: inout RowReader) throws -> DryRun.Sat {
    let (attempt, application) = (try row.next(as: UUID.self), try row.next(as: UUID.self))
    let answers = try JSONValue(parsing: row.next(as: JSONText.self).text.utf8)
    let (questions, points) = (try row.next(as: [ExactText].self), try row.next(as: [Int].self))
    return DryRun.Sat(
      attempt: attempt, application: application,
      answers: answers.members.reduce(into: [:]) { $0[$1.name] = $1.value },
      marks: Dictionary(zip(questions, points), uniquingKeysWith: { first, _ in first }))
  }
}

extension JSONValue {
  /// Of an object; of anything else none.
  fileprivate var members: [Member] {
    guard case .object(let members) = self else { return [] }
    return members
  }
}
