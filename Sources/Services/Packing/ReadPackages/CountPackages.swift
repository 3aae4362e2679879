import FoundationEssentials
import Postgres
import ServiceKit

/// How many packages there are in each part of the list.
struct PackageCounts: Sendable {
  let parts: [PackagesFilter.Part: Int]
  /// On the list.
  let open: Int
  /// Should have been issued by now.
  let late: Int
}

struct CountPackages: Statement {
  // What is late is so by `Package.isLate(at:)`.
  static let sql = """
    select count(*) filter (where not p.done),
           count(*) filter (where not p.done and p.status = 'to_pack'),
           count(*) filter (where not p.done and p.status = 'ready'),
           count(*) filter (where not p.done and p.status = 'issued'),
           count(*) filter (where p.unpacked_at > $1),
           count(*) filter (where p.outcome is null and p.status <> 'issued'
                                  and p.pick_up_at <= $2)
    from   packing.package p
    where  (not p.done or p.unpacked_at > $1)
    and    ($3::uuid is null or p.worker_id = $3)
    and    ($4::text is null
            or p.search like (lower($4 collate "und-x-icu") collate "default"))
    """

  /// What was unpacked since then can be taken back.
  let recently: Date
  let now: Date
  /// Whose; nil: everybody's.
  let worker: UUID?
  /// A part of the worker's name, in any case.
  let name: LikePattern?

  var bindings: Bindings { [recently, now, worker, name?.containing] }

  static func decode(_ row: inout RowReader) throws -> PackageCounts {
    func count() throws -> Int { Int(try row.next() as Int64) }
    let open = try count()
    let parts: [PackagesFilter.Part: Int] = [
      .toPack: try count(), .ready: try count(), .issued: try count(), .unpacked: try count(),
    ]
    return PackageCounts(parts: parts, open: open, late: try count())
  }
}
