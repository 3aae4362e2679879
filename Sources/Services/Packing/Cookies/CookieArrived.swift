import FoundationEssentials
import Postgres

/// a clerk has the cookie in hand, whatever the contractor says.
struct MarkCookieArrived: Statement {
  static let sql = CookieSQL.arrived(
    "c.package_id = (select id from wanted)", by: "'clerk', $3",
    locking: """
      locked as materialized (
        -- the cookie first, as everybody who locks both
        select package_id
        from   packing.cookie
        where  package_id = $1
        for    no key update
      ),
      wanted as materialized (
        -- then the package: from here on its version stays what was asked for
        select p.id
        from   packing.package p
        join   locked l on l.package_id = p.id
        where  $4::int8[] is null or p.version = any ($4)
        for    no key update of p
      ),
      """)

  let act: PackageAct
  var bindings: Bindings { [act.package, act.now, act.clerk, act.versions] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}

/// the contractor says that the cookie has been delivered. It may say so before the answer
/// to our order is written down.
struct NoteCookieArrived: Statement {
  static let sql = CookieSQL.arrived("c.id = $1", by: "'contractor', null")

  let id: UUID
  let now: Date
  var bindings: Bindings { [id, now] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}

enum CookieSQL {
  /// `$1` names it, `$2` is the instant.
  fileprivate static func arrived(
    _ condition: String, by: String, locking: String = ""
  ) -> String {
    changed(
      """
      update packing.cookie c
      set    status     = 'arrived',
             arrived_at = $2,
             cause      = null,
             next_at    = null
      where  \(condition)
      and    c.status <> 'arrived'
      returning c.*
      """, event: "'cookie_arrived'", by: by, locking: locking)
  }

  /// A change of cookies that their packages show: a new version each, with a line of history.
  ///
  /// - Parameters:
  ///   - update: returns the changed cookies, `c.*`; `$2` is the instant.
  ///   - event: what the history says, of a cookie `c`.
  ///   - by: the role and the subject who did it.
  ///   - locking: what the update builds upon, each part with its comma.
  static func changed(
    _ update: String, event: String, by: String, locking: String = ""
  ) -> String {
    """
    with \(locking)changed as (
    \(update)
    ),
    moved as (
      update packing.package p
      set    version = p.version + 1,
             change  = null
      from   changed c
      where  p.id = c.package_id
      returning p.*
    ),
    told as (
      insert into packing.package_history (package_id, version, event, at, by_role, by_subject)
      select p.id, p.version, \(event), $2, \(by)
      from   moved p
      join   changed c on c.package_id = p.id
    )
    select \(Package.columns)
    from   moved p
    join   changed c on c.package_id = p.id
    """
  }
}
