import Contracts
import FoundationEssentials
import ServiceKit

/// Reviews as a table, for managers' spreadsheets.
enum ReviewTable {
  private static let table: KeyValuePairs<String, @Sendable (ReviewRecord) -> CSV.Cell> = [
    "id": { .text($0.review.id.wire) }, "order_id": { .text($0.order.id.wire) },
    "origin": { .text($0.review.origin.rawValue) }, "state": { .text($0.review.state.rawValue) },
    "due_at": { time($0.review.dueAt) }, "manager_name": { text($0.managerName) },
    "outcome": { text($0.order.outcome?.rawValue) }, "reason": { text($0.order.reason) },
    "service_type_name": { .text($0.order.serviceTypeName) },
    "client_id": { .text($0.order.clientID.wire) }, "client_name": { .text($0.order.clientName) },
    "worker_id": { .text($0.order.workerID.wire) }, "worker_name": { .text($0.order.workerName) },
    "place": { .text($0.order.place) }, "scheduled_at": { time($0.order.scheduledAt) },
    "ended_at": { time($0.order.endedAt) },
    "right_worker": { flag($0.review.form.rightWorker) },
    "on_time": { number($0.review.form.onTime) }, "work": { number($0.review.form.work) },
    "supplies": { text($0.review.form.supplies?.rawValue) },
    "described_well": { flag($0.review.form.describedWell) },
    "reached": { .text($0.review.form.reached.map(\.rawValue).joined(separator: " ")) },
    "cause": { text($0.review.form.cause?.rawValue) },
    "findings": { text($0.review.form.findings) },
    "text_for_client": { text($0.review.form.textForClient) },
    "text_for_worker": { text($0.review.form.textForWorker) },
    "own_act": { flag($0.review.isOwnAct) }, "opened_at": { time($0.review.openedAt) },
    "taken_at": { time($0.review.takenAt) }, "closed_at": { time($0.review.closedAt) },
    "version": { .number(String($0.review.version)) },
  ]

  static let columns = table.map(\.key)

  static func cells(_ record: ReviewRecord) -> [CSV.Cell] { table.map { $0.value(record) } }

  private static func text(_ text: String?) -> CSV.Cell { .text(text ?? "") }
  private static func flag(_ flag: Bool?) -> CSV.Cell { text(flag.map(String.init)) }
  private static func number(_ number: Int?) -> CSV.Cell { .number(number.map(String.init) ?? "") }
  private static func time(_ time: Date?) -> CSV.Cell { text(time.map(Timestamp.format)) }
}
