import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// A new application, with the first row of its history.
struct InsertApplication: Statement {
  static let sql = """
    with asked as (
      insert into applicants.application
             (id, vacancy_id, created_at, version, \(columns))
      values ($1, $2, $3, $4, \(places))
    )
    insert into applicants.application_history (application_id, version, event, at, by_role)
    values ($1, $4, 'asked', $3, 'applicants')
    """

  private static var columns: String {
    Application.changing.map(\.column).joined(separator: ", ")
  }

  private static var places: String {
    Application.changing.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
  }

  let application: Application

  var bindings: Bindings {
    [application.id, application.vacancyID, application.createdAt, application.version]
      + application.stored
  }
}

/// Writes what has become of an application whose row is locked, as its next version, and the row of
/// its history; no row: the version that it was read as is not the present one.
struct RecordStep: Statement {
  static let sql = """
    with before as (
      select status
      from   applicants.application
      where  id = $1
    ), changed as (
      update applicants.application
      set    \(sets),
             version = version + 1
      where  id = $1
      and    version = $2
      returning version, vacancy_id
    ), told as (
      insert into applicants.application_history
             (application_id, version, event, at, by_role, by_subject, reason, note, facts)
      select $1, version, $3, $4, $5, $6, $7, $8, $9
      from   changed
    )
    select c.version, b.status, v.texts
    from   changed c
    cross  join before b
    join   applicants.vacancy v on v.id = c.vacancy_id
    """

  private static var sets: String {
    Application.changing.enumerated().map { "\($1.column) = $\($0 + 10)" }
      .joined(separator: ",\n         ")
  }

  let application: Application
  let step: ApplicationStep
  let now: Date

  var bindings: Bindings {
    [
      application.id, application.version, step.event.rawValue, now, step.doer.role,
      step.doer.subject, step.reason, step.note, step.facts.map { JSONText($0.text) },
    ] + application.stored
  }

  /// What it is since, and what it was before.
  struct Row: Sendable {
    let version: Int64
    let previous: ApplicationStatus
    let vacancy: VacancyTexts
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      version: try row.next(), previous: try row.next(),
      vacancy: try row.next(as: JSON<VacancyTexts>.self).value)
  }
}

/// Tests of which nobody is to know the result: neither scored nor ranked.
struct VoidAttempts: Statement {
  static let sql = """
    update applicants.attempt
    set    status  = 'void',
           next_at = null,
           version = version + 1
    where  application_id = $1
    and    status in ('running', 'handed_in', 'marking')
    """

  let application: UUID
  var bindings: Bindings { [application] }
}
