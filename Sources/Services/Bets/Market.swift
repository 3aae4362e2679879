import Contracts
import FoundationEssentials
import Postgres

/// An order on whose end is bet.
struct Market: Sendable, Hashable {
  let orderID: UUID
  let workerName: String
  let clientFirstName: String
  let serviceTypeName: String
  let scheduledAt: Date
  let endsAt: Date
  let acceptedAt: Date
  var isSettled = false
  /// What ended the time for bets before it was over.
  var closing: Closing?
}

/// The first sign of how an order goes on.
struct Closing: Sendable, Hashable {
  enum Cause: String, Sendable, PostgresText {
    case checkedIn = "checked_in"
    case ended
  }

  let cause: Cause
  /// When it happened, not when it was heard of.
  let at: Date
  let event: UUID
}

enum MarketStatus: String, CaseIterable, Sendable {
  case open, closed, settled
}

extension Market {
  /// From when on bets do not count.
  ///
  /// - Parameter margin: how much earlier than it seems, where clocks cannot be trusted, in seconds.
  func closesAt(margin: TimeInterval) -> Date {
    min(scheduledAt, closing?.at ?? scheduledAt).addingTimeInterval(-margin)
  }

  func status(at now: Date, margin: TimeInterval) -> MarketStatus {
    if isSettled { return .settled }
    return closing == nil && now < closesAt(margin: margin) ? .open : .closed
  }

  /// Of `market m`, its `closing c` and its `settlement s`, both of which may not be there.
  static let columns = """
    m.order_id, m.worker_name, m.client_first_name, m.service_type_name, m.scheduled_at, m.ends_at,
    m.accepted_at, s.order_id is not null, c.cause, c.at, c.event_id
    """

  init(row: inout RowReader) throws {
    self.init(
      orderID: try row.next(), workerName: try row.next(), clientFirstName: try row.next(),
      serviceTypeName: try row.next(), scheduledAt: try row.next(), endsAt: try row.next(),
      acceptedAt: try row.next(), isSettled: try row.next(), closing: try Closing(row: &row))
  }
}

extension Closing {
  /// nil: there is none.
  init?(row: inout RowReader) throws {
    let cause: Cause? = try row.next()
    let (at, event): (Date?, UUID?) = (try row.next(), try row.next())
    guard let cause, let at, let event else { return nil }
    self.init(cause: cause, at: at, event: event)
  }
}
