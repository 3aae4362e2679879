import FoundationEssentials
import Postgres

/// Events on their way, column by column and undecoded, in the order of their delivery.
struct EventColumns: Sendable {
  /// Where a delivery ended.
  struct Last: Sendable, Equatable {
    var id: Int64
    var transaction: UInt64
    var eventID: UUID
  }

  let count: Int
  let last: Last?
  let slots: [Int16]
  let eventIDs: EncodedArray<UUID>
  let types: EncodedArray<String>
  let subjects: EncodedArray<String>
  let sequences: EncodedArray<Int64>
  let times: EncodedArray<Date>
  let headers: EncodedArray<JSONText>
  let data: EncodedArray<JSONText>

  /// How a source's statements list the columns; others may follow.
  static let columns = "id, xid, event_id, type, subject, sequence, time, headers, data"
  static let columnCount = 9
  /// As many as go into one statement.
  static let limit = 2_000

  static let empty = EventColumns()

  private init() {
    (count, last, slots) = (0, nil, [])
    (eventIDs, types, subjects, sequences) = (.empty, .empty, .empty, .empty)
    (times, headers, data) = (.empty, .empty, .empty)
  }

  /// - Parameter rows: begin with ``columns``; a single row of nulls stands for no event.
  static func read(_ rows: Columns) throws -> EventColumns {
    guard rows.rowCount > 0, try rows.value(row: 0, column: 0, as: Int64?.self) != nil else {
      return .empty
    }
    return try EventColumns(rows)
  }

  private init(_ rows: Columns) throws {
    count = rows.rowCount
    last = Last(
      id: try rows.value(row: count - 1, column: 0),
      transaction: try rows.value(row: count - 1, column: 1),
      eventID: try rows.value(row: count - 1, column: 2))
    eventIDs = try rows.array(column: 2, of: UUID.self)
    types = try rows.array(column: 3, of: String.self)
    subjects = try rows.array(column: 4, of: String.self)
    sequences = try rows.array(column: 5, of: Int64.self)
    times = try rows.array(column: 6, of: Date.self)
    headers = try rows.array(column: 7, of: JSONText.self)
    data = try rows.array(column: 8, of: JSONText.self)
    var slots: [Int16] = []
    slots.reserveCapacity(count)
    rows.forEach(column: 4) { slots.append(Slot.number(ofUTF8: $0)) }
    self.slots = slots
  }
}
