import FoundationEssentials
import Postgres
import ServiceKit

/// Which packages a list shows; what is nil does not narrow it.
struct PackageQuery: Sendable {
  var status: PackageStatus?
  /// Off the list, or still on it.
  var done: Bool?
  /// Whether the order has ended.
  var ended: Bool?
  var worker: UUID?
  /// A part of the worker's name, in any case.
  var name: LikePattern?
  /// Unpacked later than that.
  var unpackedAfter: Date?
  /// Where the page before ended.
  var after: (pickUpAt: Date, id: UUID)?
  var limit: Int
}

extension PackageQuery {
  /// The first pick-up first. The comparison with `coalesce` keeps to the index at the first page.
  ///
  /// - Parameter scope: what a list is planned for, as a condition.
  static func sql(scope: String) -> String {
    """
    select \(Package.columns)
    from   packing.package p
    join   packing.cookie c on c.package_id = p.id
    where  \(scope)
    and    ($1::text is null or p.status = $1)
    and    ($2::bool is null or p.done = $2)
    and    ($3::bool is null or (p.outcome is not null) = $3)
    and    ($4::uuid is null or p.worker_id = $4)
    -- The index has the database's collation; lower case is Unicode's.
    and    ($5::text is null
            or p.search like (lower($5 collate "und-x-icu") collate "default"))
    and    (p.pick_up_at, p.id)
           > (coalesce($6, '-infinity'::timestamptz),
              coalesce($7, '00000000-0000-0000-0000-000000000000'::uuid))
    and    ($9::timestamptz is null or p.unpacked_at > $9)
    order  by p.pick_up_at, p.id
    limit  $8
    """
  }

  /// `$1` to `$9`.
  var bindings: Bindings {
    [
      status, done, ended, worker, name?.containing, after?.pickUpAt, after?.id, limit,
      unpackedAfter,
    ]
  }
}

/// A list of packages; each kind is a statement of its own, so that it is planned for its index.
protocol PackageList: Statement where Row == Package {
  var query: PackageQuery { get }
}

extension PackageList {
  var bindings: Bindings { query.bindings }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}

/// What the department still has to do with.
struct ListOpenPackages: PackageList {
  static let sql = PackageQuery.sql(scope: "not p.done")
  let query: PackageQuery
}

/// All, or those that are done.
struct ListPackages: PackageList {
  static let sql = PackageQuery.sql(scope: "true")
  let query: PackageQuery
}

struct ListPackagesByStatus: PackageList {
  static let sql = PackageQuery.sql(scope: "p.status = $1")
  let query: PackageQuery
}

/// What was taken apart a moment ago.
struct ListUnpackedPackages: PackageList {
  static let sql = PackageQuery.sql(scope: "p.unpacked_at > $9")
  let query: PackageQuery
}

struct ListPackagesOfWorker: PackageList {
  static let sql = PackageQuery.sql(scope: "p.worker_id = $4")
  let query: PackageQuery
}

/// Those whose worker's name has a text in it.
struct SearchPackages: PackageList {
  static let sql = PackageQuery.sql(
    scope: "p.search like (lower($5 collate \"und-x-icu\") collate \"default\")")
  let query: PackageQuery
}
