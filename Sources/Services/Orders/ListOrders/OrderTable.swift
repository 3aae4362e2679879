import Contracts
import FoundationEssentials
import ServiceKit

/// Orders as a table, for managers' spreadsheets.
enum OrderTable {
  private static let table: KeyValuePairs<String, @Sendable (Order) -> CSV.Cell> = [
    "id": { .text($0.id.wire) }, "status": { .text($0.status.rawValue) },
    "outcome": { text($0.outcome?.rawValue) }, "reason": { text($0.reason?.rawValue) },
    "scheduled_at": { time($0.scheduledAt) }, "ends_at": { time($0.endsAt) },
    "service_type": { .text($0.serviceTypeName) },
    "client_id": { .text($0.clientID.wire) }, "client_name": { .text($0.clientName) },
    "worker_id": { .text($0.workerID.wire) }, "worker_name": { .text($0.workerName) },
    "place": { .text($0.place) }, "description": { .text($0.description) },
    "phone": { .phone($0.phone) }, "email": { .text($0.email) },
    "price": { money($0.price) }, "discount_percent": { .number(String($0.discountPercent)) },
    "charge": { money($0.charge) }, "earning": { money($0.earned) },
    "copy_of": { text($0.copyOf?.wire) },
    "created_at": { time($0.createdAt) }, "started_at": { time($0.startedAt) },
    "ended_at": { time($0.endedAt) }, "ended_by": { text($0.endedBy?.rawValue) },
    "note": { text($0.endingNote) }, "version": { .number(String($0.version)) },
  ]

  static let columns = table.map(\.key)

  static func cells(_ order: Order) -> [CSV.Cell] { table.map { $0.value(order) } }

  private static func text(_ text: String?) -> CSV.Cell { .text(text ?? "") }
  private static func money(_ money: Money) -> CSV.Cell { .number(money.description) }
  private static func time(_ time: Date?) -> CSV.Cell { text(time.map(Timestamp.format)) }
}
