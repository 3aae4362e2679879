import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One thing that has happened to an order or its package.
struct TimelineEntry: Sendable {
  let at: Date
  let kind: Kind
  let told: Told

  enum Kind: String, CaseIterable, Sendable, PostgresText {
    case accepted, ready, issued
    case takenBack = "taken_back"
    case started, overdue, ended
  }

  /// What is told of it besides; what does not belong to its kind is nil.
  struct Told: Codable, Hashable, Sendable {
    /// Who did it.
    var by: OrderActor?
    /// What of the package does not count any more.
    var step: PackageTakenBack.Step?
    var checkInPhoto: PhotoReference?
    var reportPhoto: PhotoReference?
    /// When the order fails by itself, as its report is late.
    var failsAt: Date?
    var outcome: OrderOutcome?
    var reason: String?
    /// What whoever ended it wrote.
    var note: String?

    enum CodingKeys: String, CodingKey {
      case by, step, outcome, reason, note
      case checkInPhoto = "check_in_photo"
      case reportPhoto = "report_photo"
      case failsAt = "fails_at"
    }
  }
}

/// What was heard of something that happened to an order; heard again, it is known: it is looked for
/// first, so that it does not use up a number, and may be heard twice at once.
struct NoteOnTimeline: Statement {
  static let sql = """
    insert into quality.timeline (order_id, at, kind, data)
    select $1, $2, $3, $4
    where  not exists (select
                       from   quality.timeline
                       where  order_id = $1
                       and    kind = $3
                       and    at = $2)
    on conflict (order_id, kind, at) do nothing
    """

  let order: UUID
  let entry: TimelineEntry

  var bindings: Bindings { [order, entry.at, entry.kind, JSON(entry.told)] }
}

/// By when it happened, not by when it was heard of; at the same instant, in the order of an order's
/// life.
struct ListTimeline: Statement {
  static let sql = """
    select at, kind, data
    from   quality.timeline
    where  order_id = $1
    order  by at, array_position($2::text[], kind), id
    """

  let order: UUID
  var bindings: Bindings { [order, TimelineEntry.Kind.allCases] }
  static func decode(_ row: inout RowReader) throws -> TimelineEntry {
    TimelineEntry(
      at: try row.next(), kind: try row.next(),
      told: try row.next(as: JSON<TimelineEntry.Told>.self).value)
  }
}
