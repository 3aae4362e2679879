import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What is drawn from, and how many of it.
struct DrawTerms: Hashable, Sendable {
  /// Orders that ended from then on …
  let from: Date
  /// … and before then.
  let to: Date
  let serviceType: UUID?
  let worker: UUID?
  let grouping: DrawGrouping
  let share: DrawShare
}

/// A draw that was made. It never changes, and there is none that was made and thrown away.
struct Draw: Sendable {
  let id: UUID
  let seed: DrawSeed
  let terms: DrawTerms
  /// How many orders it was drawn from.
  let population: Int
  let populationDigest: String
  let drawn: Int
  let by: UUID
  let at: Date
  /// What the one service and the one worker are called that were drawn from, as the newest order has
  /// it; nil: it was drawn from all.
  private(set) var serviceTypeName: String?
  private(set) var workerName: String?
  /// Nil: the register has not told of who drew.
  private(set) var byName: String?
}

extension Draw {
  /// What `init(row:)` reads of `quality.draw d`.
  static let columns = """
    d.id, d.seed, d.from_at, d.to_at, d.service_type_id, d.worker_id, d.per, d.wanted,
           d.is_percent, d.population, d.population_sha256,
           (select count(*) from quality.review r where r.draw_id = d.id), d.by, d.at,
           (select o.service_type_name
            from   quality.known_order o
            where  o.service_type_id = d.service_type_id
            order  by o.accepted_at desc
            limit  1),
           (select o.worker_name
            from   quality.known_order o
            where  o.worker_id = d.worker_id
            order  by o.accepted_at desc
            limit  1),
           (select p.name
            from   quality.person p
            where  p.kind = 'manager'
            and    p.id = d.by)
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    seed = DrawSeed(try row.next())
    terms = try DrawTerms(row: &row)
    population = try row.next()
    populationDigest = try row.next()
    drawn = try row.next()
    by = try row.next()
    at = try row.next()
    serviceTypeName = try row.next()
    workerName = try row.next()
    byName = try row.next()
  }
}

extension DrawTerms {
  fileprivate init(row: inout RowReader) throws {
    from = try row.next()
    to = try row.next()
    serviceType = try row.next()
    worker = try row.next()
    grouping = try row.next()
    let wanted: Int = try row.next()
    share = try row.next() ? .percent(wanted) : .count(wanted)
  }

  var bindings: Bindings {
    [from, to, serviceType, worker, grouping, share.number, share.percent != nil]
  }
}

extension DrawShare {
  var count: Int? { if case .count(let count) = self { count } else { nil } }
  var percent: Int? { if case .percent(let percent) = self { percent } else { nil } }

  fileprivate var number: Int {
    switch self {
    case .count(let number), .percent(let number): number
    }
  }
}

/// Part of a draw, in which its digests were compared with one another.
struct DrawGroup: Sendable {
  /// The worker or service; nil: all are one group.
  let id: UUID?
  let name: String?
  let population: Int
  let drawn: Int
}

/// An order that was drawn, and the review that was opened for it.
struct DrawnOrder: Sendable {
  let order: UUID
  let review: UUID
  let digest: String
  let rank: Int
  let group: UUID?
  let serviceTypeName: String
  let workerName: String
  let endedAt: Date
  let isClosed: Bool
}

/// All that is told of one draw.
struct WholeDraw: Sendable {
  let draw: Draw
  let groups: [DrawGroup]
  /// The smallest digest first.
  let orders: [DrawnOrder]
}
