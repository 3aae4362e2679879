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
    days = Self.days(query)
    after = query.cursor(Self.cursor, Date.self, UUID.self)
    try query.finish()
  }

  /// Reads the days that a list of jobs is of, or that a page leads back to; nil: there are none.
  static func days(_ query: QueryForm) -> Range<Date>? {
    let (from, to) = (query.time("from"), query.time("to"))
    if query.sent("from") == nil, query.sent("to") != nil {
      query.mistake(in: "from", .required)
    }
    guard let from else { return nil }
    let end = to ?? .distantFuture
    guard from < end else {
      query.mistake(in: "to", .notAfter("from"))
      return nil
    }
    return from..<end
  }

  /// The same days as an address has them.
  static func query(of days: Range<Date>?) -> String {
    guard let days else { return "" }
    let end = days.upperBound == .distantFuture ? nil : days.upperBound
    return queryString(
      [("from", Timestamp.format(days.lowerBound))]
        + (end.map { [("to", Timestamp.format($0))] } ?? []))
  }

  static func cursor(after order: Order) -> String {
    Cursor.encode(cursor, order.scheduledAt, order.id)
  }

  /// Of some days, the jobs that can still be given up.
  func shows(_ order: Order) -> Bool {
    days == nil || JobEnding.cannotCome.isPossible(for: order)
  }
}
