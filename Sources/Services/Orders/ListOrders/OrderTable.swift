import Contracts
import FoundationEssentials

/// Orders as CSV (RFC 4180), for managers' spreadsheets.
enum OrderTable {
  static let columns = [
    "id", "status", "outcome", "reason", "scheduled_at", "ends_at", "service_type", "client_id",
    "client_name", "worker_id", "worker_name", "place", "description", "phone", "email", "price",
    "discount_percent", "charge", "earning", "copy_of", "created_at", "started_at", "ended_at",
    "ended_by", "note", "version",
  ]

  static func text(_ orders: [Order]) -> String {
    ([columns] + orders.map(cells))
      .map { $0.map(field).joined(separator: ",") + "\r\n" }
      .joined()
  }

  /// A cell as a field: quoted where the syntax needs it, and harmless where a spreadsheet would
  /// take it for a formula.
  static func field(_ cell: String) -> String {
    let formulaStarts = "=+-@\t\r"
    let isFormula = cell.unicodeScalars.first.map(formulaStarts.unicodeScalars.contains) ?? false
    let text = isFormula ? "'" + cell : cell
    guard text.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else {
      return text
    }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }

  private static func cells(_ order: Order) -> [String] {
    [
      order.id.wire, order.status.rawValue, order.outcome?.rawValue ?? "",
      order.reason?.rawValue ?? "", Timestamp.format(order.scheduledAt),
      Timestamp.format(order.endsAt), order.serviceTypeName, order.clientID.wire,
      order.clientName, order.workerID.wire, order.workerName, order.place, order.description,
      order.phone, order.email, order.price.description, String(order.discountPercent),
      order.charge.description, order.earned.description, order.copyOf?.wire ?? "",
      Timestamp.format(order.createdAt), order.startedAt.map(Timestamp.format) ?? "",
      order.endedAt.map(Timestamp.format) ?? "", order.endedBy?.rawValue ?? "",
      order.note ?? "", String(order.version),
    ]
  }
}
