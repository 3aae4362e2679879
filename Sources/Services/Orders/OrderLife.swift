import Contracts

/// Where an order stands.
enum OrderStatus: String, Codable, CaseIterable, Sendable {
  case accepted, started, completed, cancelled, failed

  var isOpen: Bool { self == .accepted || self == .started }
}

/// Who moves an order on.
enum Actor: String, Codable, CaseIterable, Sendable {
  case client, worker, manager, sweeper
}

extension OrderOutcome {
  var status: OrderStatus {
    switch self {
    case .completed: .completed
    case .cancelled: .cancelled
    case .failed: .failed
    }
  }
}

/// Why an order ended without being completed. What the client caused is cancelled, what the
/// worker caused has failed: the reason decides about money.
enum Reason: String, Codable, CaseIterable, Sendable {
  case clientRequest = "client_request"
  case workerCannotCome = "worker_cannot_come"
  case workerNoShow = "worker_no_show"
  case clientAbsent = "client_absent"
  case clientRefused = "client_refused"
  case notDone = "not_done"
  case reportMissing = "report_missing"
}

/// A row of the table "Order life": from where, by whom, why, with what outcome.
struct Ending: Sendable {
  /// None when it was completed.
  let reason: Reason?
  let from: [OrderStatus]
  let by: [Actor]
  let outcome: OrderOutcome
}

/// The life of an order as a table; everything that may happen to one is asked here.
enum OrderLife {
  static let completion = Ending(
    reason: nil, from: [.started], by: [.worker, .manager], outcome: .completed)
  static let noShow = Ending(
    reason: .workerNoShow, from: [.accepted], by: [.sweeper], outcome: .failed)
  static let reportMissing = Ending(
    reason: .reportMissing, from: [.started], by: [.sweeper], outcome: .failed)

  static let endings = [
    completion, noShow, reportMissing,
    Ending(
      reason: .clientRequest, from: [.accepted, .started], by: [.client, .manager],
      outcome: .cancelled),
    Ending(
      reason: .workerCannotCome, from: [.accepted], by: [.worker, .manager], outcome: .failed),
    Ending(
      reason: .clientAbsent, from: [.started], by: [.worker, .manager], outcome: .cancelled),
    Ending(
      reason: .clientRefused, from: [.started], by: [.worker, .manager], outcome: .cancelled),
    Ending(reason: .notDone, from: [.started], by: [.worker, .manager], outcome: .failed),
  ]

  /// The ways in which an actor may bring an outcome about.
  static func endings(_ outcome: OrderOutcome, by actor: Actor) -> [Ending] {
    endings.filter { $0.outcome == outcome && $0.by.contains(actor) }
  }

  static func outcome(of reason: Reason) -> OrderOutcome? {
    endings.first { $0.reason == reason }?.outcome
  }
}
