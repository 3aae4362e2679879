import FoundationEssentials
import Postgres

/// packed. Of all who press at once exactly one gets the package back.
struct MarkReady: Statement {
  static let sql = MoveSQL.move(
    "status = 'ready', ready_at = $2", event: "ready",
    while: "p.status = 'to_pack' and p.outcome is null")

  let act: PackageAct
  var bindings: Bindings { act.bindings }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(&row) }
}

/// handed over.
struct MarkIssued: Statement {
  static let sql = MoveSQL.move(
    "status = 'issued', issued_at = $2", event: "issued",
    while: "p.status = 'ready' and p.outcome is null")

  let act: PackageAct
  var bindings: Bindings { act.bindings }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(&row) }
}

/// an "issued" that was wrong, while it is not long ago.
struct TakeBack: Statement {
  static let sql = MoveSQL.move(
    "status = 'ready', issued_at = null", event: "taken_back",
    while: "p.status = 'issued' and p.issued_at > $5 and p.unpacked_at is null")

  let act: PackageAct
  let issuedAfter: Date
  var bindings: Bindings {
    var bindings = act.bindings
    bindings.append(issuedAfter)
    return bindings
  }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(&row) }
}

/// taken apart, because the order has ended.
struct MarkUnpacked: Statement {
  static let sql = MoveSQL.move(
    "unpacked_at = $2", event: "unpacked",
    while: "p.outcome is not null and p.unpacked_at is null")

  let act: PackageAct
  var bindings: Bindings { act.bindings }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(&row) }
}

/// What the steps share: a conditional update, its line of history, and the package afterwards.
private enum MoveSQL {
  static func move(_ changes: String, event: String, while condition: String) -> String {
    """
    with moved as (
      -- the one winner; whoever waited for this row finds it moved and gets no row
      update packing.package p
      set    \(changes),
             version = p.version + 1,
             change  = null
      where  p.id = $1
      and    \(condition)
      and    ($4::int8[] is null or p.version = any ($4))
      returning p.*
    ),
    told as (
      insert into packing.package_history (package_id, version, event, at, by_role, by_subject)
      select id, version, '\(event)', $2, 'clerk', $3
      from   moved
    )
    select \(Package.columns)
    from   moved p
    join   packing.cookie c on c.package_id = p.id
    """
  }
}

extension PackageAct {
  /// `$1` to `$4`.
  var bindings: Bindings { [package, now, clerk, versions] }
}
