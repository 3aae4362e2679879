import Postgres

/// Whether something has come in by the portal.
struct FindPortalWork: Statement {
  static let sql = """
    select exists (select from applicants.portal_act where done_at is null),
           exists (select from applicants.submission)
    """

  static func decode(_ row: inout RowReader) throws -> (hasActs: Bool, hasForms: Bool) {
    (try row.next(), try row.next())
  }
}
