import FoundationEssentials

/// How a worker ends a job without having done it, by the names of the pages for it.
enum JobEnding: String, CaseIterable, Sendable {
  case cannotCome = "cannot-come"
  case clientAbsent = "client-absent"
  case clientRefused = "client-refused"
  case notDone = "not-done"

  var reason: Reason {
    switch self {
    case .cannotCome: .workerCannotCome
    case .clientAbsent: .clientAbsent
    case .clientRefused: .clientRefused
    case .notDone: .notDone
    }
  }

  /// Its row of the table "Order life".
  var ending: Ending? { OrderLife.endings.first { $0.reason == reason } }

  func isPossible(for order: Order) -> Bool { ending?.from.contains(order.status) ?? false }

  /// From when on it can be said of the client; nil: at any time.
  func earliest(of order: Order, _ durations: OrderDurations) -> Date? {
    durations.wait(of: .worker, before: reason).map(order.scheduledAt.addingTimeInterval)
  }
}
