import FoundationEssentials
import Postgres
import ServiceKit

/// All that a list has, in its order, and no more than tell that they are too many.
struct SelectApplications: Statement {
  static let sql = selection(scope: "true")

  let filter: ApplicationFilter
  var bindings: Bindings { filter.bindings + [BulkForm.counts.upperBound + 1] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }

  fileprivate static func selection(scope: String) -> String {
    """
    select p.id
    from   applicants.application p
    where  \(ApplicationFilter.conditions)
    and    \(scope)
    order  by p.created_at, p.id
    limit  $11
    """
  }
}

/// The same of those in whose texts something is found.
struct SelectFoundApplications: Statement {
  static let sql = SelectApplications.selection(scope: ApplicationFilter.found("$12"))

  let filter: ApplicationFilter
  let pattern: LikePattern
  var bindings: Bindings {
    SelectApplications(filter: filter).bindings + [pattern.containing]
  }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// In one order, whoever locks several.
struct LockApplications: Statement {
  static let sql = """
    select id
    from   applicants.application
    where  id = any ($1)
    order  by id
    for    no key update
    """

  let ids: [UUID]
  var bindings: Bindings { [ids] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// To which of these a bulk was done before, for as long as its answer would be kept.
struct FindDoneInBulk: Statement {
  private static let kept: TimeInterval = 86_400

  static let sql = """
    select application_id
    from   applicants.application_history
    where  application_id = any ($1)
    and    facts ->> 'bulk' = $2
    and    at > $3
    """

  let ids: [UUID]
  let manager: ActingManager
  var bindings: Bindings { [ids, manager.bulk, manager.now - Self.kept] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
