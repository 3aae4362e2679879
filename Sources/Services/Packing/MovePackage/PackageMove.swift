import FoundationEssentials
import Postgres

/// What a clerk's step does to a package that stands where it may be done, with its line of
/// history. Of all who press at once exactly one gets the package back.
protocol PackageMove: Statement where Row == Package {
  /// What the history calls it.
  static var event: String { get }
  /// The columns it sets; `$2` is the instant.
  static var set: String { get }
  /// Where a package `p` must stand for it, as `Package.steps(at:takeBack:)` has it.
  static var condition: String { get }
  var act: PackageAct { get }
}

extension PackageMove {
  static var sql: String {
    """
    with cookie as materialized (
      -- The cookie first, as everybody who locks both: nobody changes it until this is done, so
      -- the answer's cookie is that of its version.
      select *
      from   packing.cookie
      where  package_id = $1
      for    no key update
    ),
    moved as (
      -- the one winner; whoever waited for this row finds it moved and gets no row
      update packing.package p
      set    \(set),
             version = p.version + 1,
             change  = null
      from   cookie c
      where  p.id = c.package_id
      and    ($4::int8[] is null or p.version = any ($4))
      and    \(condition)
      returning p.*
    ),
    told as (
      insert into packing.package_history (package_id, version, event, at, by_role, by_subject)
      select id, version, '\(event)', $2, 'clerk', $3
      from   moved
    )
    select \(Package.columns)
    from   moved p
    join   cookie c on c.package_id = p.id
    """
  }

  var bindings: Bindings { [act.package, act.now, act.clerk, act.versions] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}

struct MakeReady: PackageMove {
  static let event = "ready"
  static let set = "status = 'ready', ready_at = $2"
  static let condition = "p.status = 'to_pack' and p.outcome is null"
  let act: PackageAct
}

struct IssuePackage: PackageMove {
  static let event = "issued"
  static let set = "status = 'issued', issued_at = $2"
  static let condition = "p.status = 'ready' and p.outcome is null"
  let act: PackageAct
}

/// Taken apart, because the order has ended.
struct UnpackPackage: PackageMove {
  static let event = "unpacked"
  static let set = "unpacked_at = $2"
  static let condition = "p.outcome is not null and p.unpacked_at is null"
  let act: PackageAct
}
