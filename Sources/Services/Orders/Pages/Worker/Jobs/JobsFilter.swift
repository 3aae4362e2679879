import Contracts
import FoundationEssentials
import ServiceKit

/// Which of a worker's jobs a page shows.
struct JobsFilter: Sendable {
  /// The parts of the list besides the active jobs.
  enum Part: String, CaseIterable, Sendable {
    case completed, cancelled, failed

    var status: OrderStatus {
      switch self {
      case .completed: .completed
      case .cancelled: .cancelled
      case .failed: .failed
      }
    }
  }

  /// Nil: the active jobs.
  let part: Part?
  /// those still to come that fall into these days; nil: they are not asked for.
  let days: Range<Date>?
  let after: (scheduledAt: Date, id: UUID)?

  private static let cursor = "jobs-page"
  /// Of those that have ended.
  static let shownAtOnce = 20

  /// - Throws: 400 with all mistakes.
  init(_ query: QueryForm) throws {
    part = query.choice("status", Part.self)
    let (from, to) = (query.time("from"), query.time("to"))
    after = query.cursor(Self.cursor, Date.self, UUID.self)
    if query.sent("from") == nil, query.sent("to") != nil {
      query.mistake(in: "from", .required)
    }
    if let from, let to, from >= to { query.mistake(in: "to", .notAfter("from")) }
    try query.finish()
    days = from.map { $0..<(to ?? .distantFuture) }
  }

  static func cursor(after order: Order) -> String {
    Cursor.encode(cursor, order.scheduledAt, order.id)
  }

  /// The latest first, and one more than is shown, where the list goes on.
  func query(at now: Date) -> OrderQuery {
    guard let days else {
      return OrderQuery(
        statuses: part.map { [$0.status] } ?? [.accepted, .started], overdueEnd: now, after: after,
        limit: part == nil ? FingerprintOfWorker.limit : Self.shownAtOnce + 1)
    }
    // A job that begins before these days may last into them; none takes more than a day.
    return OrderQuery(
      statuses: [.accepted], from: days.lowerBound.addingTimeInterval(-86_400),
      to: days.upperBound, overdueEnd: now, limit: FingerprintOfWorker.limit)
  }

  func shows(_ order: Order) -> Bool { days.map { order.endsAt > $0.lowerBound } ?? true }
}
