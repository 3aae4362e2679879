public import Contracts
public import FoundationEssentials
public import Postgres

/// One of several events that are published at once.
public struct OutboxEvent<Payload: EventPayload>: Sendable {
  public var payload: Payload
  /// The aggregate's id.
  public var subject: UUID
  /// The aggregate's version after the change; the CloudEvents `sequence`.
  public var version: Int64
  /// The payload as somebody has written it who is faster than `Codable`; nil: nobody has.
  public var json: JSONText?

  public init(
    _ payload: Payload, writtenAs json: JSONText? = nil, of subject: UUID, version: Int64
  ) {
    self.payload = payload
    self.json = json
    self.subject = subject
    self.version = version
  }
}

extension Transaction {
  /// Publishes many events of one type with this transaction, in one statement.
  ///
  /// For batches such as imports; otherwise as ``append(_:of:version:at:)``. The events
  /// keep their order.
  ///
  /// - Throws: when a payload cannot be encoded; ``EventTooLarge``.
  public func append<Payload: EventPayload>(
    all events: [OutboxEvent<Payload>], at time: Date
  ) throws {
    guard !events.isEmpty else { return }
    let statement = try AppendEvents(events, at: time)
    for data in statement.data { try check(data, of: Payload.type) }
    enqueue(statement)
    announce()
  }
}

/// The statement behind ``Postgres/Transaction/append(all:at:)``, listed by services
/// among theirs so that its privileges are tested too.
public struct AppendEvents: Statement {
  public static let sql = """
    insert into outbox (event_id, type, subject, sequence, time, headers, data)
    select event_id, $2, subject, sequence, $5, $6, data
    from   unnest($1::uuid[], $3::text[], $4::int8[], $7::jsonb[])
           with ordinality as event (event_id, subject, sequence, data, n)
    -- The table numbers rows as they are inserted.
    order  by n
    """

  let eventIDs: [UUID]
  let type: String
  let subjects: [String]
  let sequences: [Int64]
  let time: Date
  let headers: JSONText
  let data: [JSONText]

  init<Payload: EventPayload>(_ events: [OutboxEvent<Payload>], at time: Date) throws {
    eventIDs = events.map { _ in UUID.v7(at: time) }
    type = Payload.type
    subjects = events.map(\.subject.wire)
    sequences = events.map(\.version)
    self.time = time
    headers = JSONText(try WireCoding.encodeText(EventHeaders.present))
    data = try events.map { try $0.json ?? JSONText(WireCoding.encodeText($0.payload)) }
  }

  public var bindings: Bindings {
    [eventIDs, type, subjects, sequences, time, headers, data]
  }
}
