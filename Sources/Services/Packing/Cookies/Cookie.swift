import FoundationEssentials
import Postgres

/// The fur-tune cookie that goes with a package.
struct Cookie: Hashable, Sendable {
  /// What the contractor knows it by.
  let id: UUID
  let status: CookieStatus
  /// Why it was not ordered.
  let cause: CookieCause?
  /// When it is to be ordered.
  let dueAt: Date
  /// The contractor's name for it.
  let reference: String?
  let orderedAt: Date?
  let arrivedAt: Date?
}

/// Where a cookie stands. Nothing waits for it.
enum CookieStatus: String, CaseIterable, Sendable, PostgresText {
  case due, ordered
  /// It should have arrived by now.
  case late
  case arrived
  /// It was ordered, and the order's time came without it.
  case missing
  case notOrdered = "not_ordered"
}

/// Why a cookie was not ordered.
enum CookieCause: String, CaseIterable, Sendable, PostgresText {
  case orderEnded = "order_ended"
  /// None is configured.
  case noContractor = "no_contractor"
  /// Every try failed until it was of no use any more.
  case contractorFailed = "contractor_failed"
  /// It was of no use any more before the first try.
  case tooLate = "too_late"
}

extension Cookie {
  /// What `init(_:)` reads, from a row source named `c`.
  static let columns = """
    c.id, c.status, c.cause, c.due_at, c.reference, c.ordered_at, c.arrived_at
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    status = try row.next()
    cause = try row.next()
    dueAt = try row.next()
    reference = try row.next()
    orderedAt = try row.next()
    arrivedAt = try row.next()
  }
}
