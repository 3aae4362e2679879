import Postgres

/// How many are to be decided, by where they stand.
struct CountOpenApplications: Statement {
  struct Count: Sendable {
    let status: ApplicationStatus
    let count: Int
  }

  static let sql = """
    select status, count(*)
    from   applicants.application
    where  status in \(ApplicationStatus.openSQL)
    group  by status
    """

  static func decode(_ row: inout RowReader) throws -> Count {
    Count(status: try row.next(), count: try row.next())
  }
}
