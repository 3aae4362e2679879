import Contracts
import FoundationEssentials
import ServiceKit

/// Orders as a table, for managers' spreadsheets.
enum OrderTable {
  static let columns = [
    "id", "status", "outcome", "reason", "scheduled_at", "ends_at", "service_type", "client_id",
    "client_name", "worker_id", "worker_name", "place", "description", "phone", "email", "price",
    "discount_percent", "charge", "earning", "copy_of", "created_at", "started_at", "ended_at",
    "ended_by", "note", "version",
  ]

  static func cells(_ order: Order) -> [CSV.Cell] {
    [
      .text(order.id.wire), .text(order.status.rawValue), .text(order.outcome?.rawValue ?? ""),
      .text(order.reason?.rawValue ?? ""), time(order.scheduledAt), time(order.endsAt),
      .text(order.serviceTypeName), .text(order.clientID.wire), .text(order.clientName),
      .text(order.workerID.wire), .text(order.workerName), .text(order.place),
      .text(order.description), .phone(order.phone), .text(order.email), money(order.price),
      .number(String(order.discountPercent)), money(order.charge), money(order.earned),
      .text(order.copyOf?.wire ?? ""), time(order.createdAt), time(order.startedAt),
      time(order.endedAt), .text(order.endedBy?.rawValue ?? ""), .text(order.endingNote ?? ""),
      .number(String(order.version)),
    ]
  }

  private static func money(_ money: Money) -> CSV.Cell { .number(money.description) }

  private static func time(_ time: Date?) -> CSV.Cell {
    .text(time.map(Timestamp.format) ?? "")
  }
}
