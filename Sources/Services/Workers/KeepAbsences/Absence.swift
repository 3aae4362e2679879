import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// When a worker cannot come.
struct Absence: Hashable, Sendable {
  var id: UUID
  var workerID: UUID
  var period: Range<Date>
  var reason: String?

  static let reasonLength = 0...500
  /// How many a worker may have ahead.
  static let maxAhead = 400
}

extension Absence {
  /// What `init(row:)` reads, in its order.
  static let columns = "id, worker_id, lower(period), upper(period), reason"

  init(row: inout RowReader) throws {
    id = try row.next()
    workerID = try row.next()
    let (from, to): (Date, Date) = (try row.next(), try row.next())
    period = from..<to
    reason = try row.next()
  }

  /// Reads `{"from": …, "to": …, "reason": …}`.
  init(_ form: Form, id: UUID, workerID: UUID) throws {
    self.id = id
    self.workerID = workerID
    let (from, to) = (form.time("from"), form.time("to"))
    reason = form.optionalText("reason", Self.reasonLength)
    if form.contains("from"), form.contains("to"), from >= to {
      form.mistake(in: "to", .notAfter("from"))
    }
    try form.finish()
    period = from..<to
  }

  /// Of whole days of the calendar.
  init(id: UUID, of workerID: UUID, _ period: Range<Date>, reason: String?) {
    self.id = id
    self.workerID = workerID
    self.period = period
    self.reason = reason
  }

  var path: String { "\(Worker.path(workerID))/absences/\(id.wire)" }

  /// Where the orders are listed that fall into it, so that they can be given up early.
  /// They belong to another service; what it shows depends on who asks. A day earlier, since the
  /// list goes by scheduled times and an order takes at most a day.
  var orders: String {
    let earliest = period.lowerBound.addingTimeInterval(-86_400)
    let (from, to) = (Timestamp.format(earliest), Timestamp.format(period.upperBound))
    return "\(Address.orders)?worker=\(workerID.wire)&status=accepted&from=\(from)&to=\(to)"
  }
}

extension Absence: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("from", period.lowerBound)
    writer.field("to", period.upperBound)
    writer.field("reason", reason)
    writer.field("orders", orders)
    writer.endObject()
  }
}
