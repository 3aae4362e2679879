import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Ends one order, if it still stands where it may be ended from: of all who try at once exactly
/// one gets it back.
struct EndOrder: Statement {
  static let sql = EndingSQL(
    chosen: """
      -- the one winner; whoever waited for this row finds another status and no row
      select o.id
      from   orders.orders o
      where  o.id = $1
      and    \(Viewer.visible)
      and    o.status = any ($10)
      and    ($11::int8[] is null or o.version = any ($11))
      and    ($13::timestamptz is null or o.ends_at > $13)
      and    ($14::timestamptz is null or o.scheduled_at <= $14)
      and    ($9::text is null or $9 is distinct from o.check_in_photo_sha256)
      for    update
      """,
    outcome: "$4::text", reason: "$5", note: "$6", by: "$7", subject: "$12", at: "$8",
    reportPhoto: "coalesce($9, o.report_photo_sha256)"
  ).text

  let id: UUID
  let viewer: Viewer
  let ending: Ending
  let note: String?
  let reportPhoto: String?
  /// What `If-Match` asked for; nil: any.
  let versions: [Int64]?
  /// Orders scheduled to end then or earlier are the sweeper's; nil: that does not matter.
  var missedEnd: Date?
  /// Orders scheduled later are too early for this reason; nil: they are not.
  var latestScheduled: Date?
  let now: Date

  var bindings: Bindings {
    [
      id, viewer.clientSubject, viewer.workerID, ending.outcome.rawValue,
      ending.reason?.rawValue, note, viewer.actor.rawValue, now, reportPhoto,
      ending.from.map(\.rawValue), versions, viewer.caller.subject, missedEnd,
      latestScheduled,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}
