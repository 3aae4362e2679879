import Contracts
import FoundationEssentials
import Postgres

/// An event as it lies in the inbox.
struct Envelope: Sendable {
  /// Where it stands among all that came from its source.
  let position: Int64
  let id: UUID
  let type: ExactText
  let subject: ExactText
  let sequence: Int64
  let time: Date
  /// Its cause's, or one that begins here; its handler and the log are in it.
  let trace: TraceContext
  let isReplayed: Bool
  let data: JSONText

  /// - Throws: when a part of it is not what the contract says.
  func event<Payload: EventPayload>() throws -> Event<Payload> {
    guard let aggregate = UUID(uuidString: subject.text) else { throw MalformedSubject() }
    return Event(
      id: id, subject: aggregate, version: sequence, time: time, isReplayed: isReplayed,
      payload: try WireCoding.decode(Payload.self, from: data.text))
  }
}

extension Envelope {
  private static let columnNames = [
    "position", "event_id", "type", "subject", "sequence", "time", "headers", "data",
  ]
  /// The columns that tables of events have in common.
  static let columns = columnNames.joined(separator: ", ")

  /// The same, of a table or alias.
  static func columns(of table: String) -> String {
    columnNames.map { "\(table).\($0)" }.joined(separator: ", ")
  }

  /// What `init` reads, of a table or alias. Postgres takes headers apart faster than a decoder.
  static func values(of table: String) -> String {
    columns(of: table).replacing(
      "\(table).headers", with: "\(table).headers ->> 'traceparent', \(table).headers ? 'replayed'")
  }

  init(_ row: inout RowReader, position: Int64) throws {
    self.init(
      position: position, id: try row.next(), type: try row.next(), subject: try row.next(),
      sequence: try row.next(), time: try row.next(), trace: .continuing(try row.next()),
      isReplayed: try row.next(), data: try row.next())
  }

  init(row: inout RowReader) throws {
    try self.init(&row, position: try row.next())
  }
}

struct MalformedSubject: Error, CustomStringConvertible {
  var description: String { "the subject is not a UUID" }
}
