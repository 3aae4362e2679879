import Billing
import Contracts
import ServiceKit

/// A line as a worker or a manager sees it.
struct LineView: JSONWritable {
  let listed: ListedLine
  let viewer: EarningsViewer

  func write(to writer: inout JSONWriter) {
    let line = listed.line
    writer.beginObject()
    writer.field("id", line.id)
    writer.field("kind", line.kind)
    writer.field("amount", line.amount)
    writer.field("order_id", line.order?.id)
    writer.field("service_type", line.order?.serviceTypeName)
    writer.field("outcome", line.order?.outcome.rawValue)
    writer.field("reason", line.order?.reason)
    writer.field("occurred_at", line.occurredAt)
    writer.field("recorded_at", line.recordedAt)
    writer.field("late", listed.isLate)
    writer.field("why", line.by.why)
    writer.field("reverses", line.reverses)
    writer.key("period")
    writer.beginObject()
    writer.field("from", listed.startsAt)
    writer.field("to", listed.endsAt)
    writer.endObject()
    if viewer.isManager {
      writer.field("worker_id", line.party)
      writer.field("price", line.order?.price)
      writer.field("by", line.by.role)
      writer.field("by_subject", line.by.subject)
    }
    writer.endObject()
  }
}

/// Lines as a table, for managers' spreadsheets.
enum LineTable {
  static let columns = [
    "id", "worker_id", "kind", "amount", "order_id", "service_type", "outcome", "reason", "price",
    "occurred_at", "recorded_at", "late", "period_from", "period_to", "reverses", "why", "by",
    "by_subject",
  ]

  static func cells(_ listed: ListedLine) -> [CSV.Cell] {
    let (line, order) = (listed.line, listed.line.order)
    return [
      .text(line.id.wire), .text(line.party.wire), .text(line.kind),
      .number(line.amount.description), .text(order?.id.wire ?? ""),
      .text(order?.serviceTypeName ?? ""), .text(order?.outcome.rawValue ?? ""),
      .text(order?.reason ?? ""), .number(order?.price.description ?? ""),
      .text(Timestamp.format(line.occurredAt)), .text(Timestamp.format(line.recordedAt)),
      .text(listed.isLate ? "yes" : "no"), .text(Timestamp.format(listed.startsAt)),
      .text(Timestamp.format(listed.endsAt)), .text(line.reverses?.wire ?? ""),
      .text(line.by.why ?? ""), .text(line.by.role), .text(line.by.subject?.text ?? ""),
    ]
  }
}
