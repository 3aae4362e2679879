public import Contracts
public import FoundationEssentials
public import Postgres

extension Transaction {
  /// Publishes an event with this transaction: both commit or neither does (invariant 3).
  ///
  /// This is the only way into the outbox. The row travels with the transaction's next round trip,
  /// at the latest with its commit, so publishing costs no trip of its own. After the commit the
  /// relay is told by notification, which nobody waits for. The event carries the present trace.
  ///
  /// The aggregate's row must have been written or locked by this transaction before: then the
  /// outbox's ids follow the commits of each subject, which consumers rely on.
  ///
  /// - Parameters:
  ///   - subject: the aggregate's id.
  ///   - version: the aggregate's version after the change; the CloudEvents `sequence`.
  ///   - time: when it happened, by the service's clock.
  /// - Throws: when the payload cannot be encoded; ``EventTooLarge``. A session that commits without
  ///   waiting for the log (`synchronous_commit` weaker than `on`) fails the trip with a violation of
  ///   the check `outbox_synchronous_commit`: the event could be delivered and its cause lost.
  public func append(
    _ payload: some EventPayload, of subject: UUID, version: Int64, at time: Date
  ) throws {
    let event = try AppendEvent(payload, of: subject, version: version, at: time)
    try check(event.data, of: event.type)
    enqueue(event)
    announce()
  }
}

/// The statement behind ``Postgres/Transaction/append(_:of:version:at:)``, listed by
/// services among theirs so that its privileges are tested too.
public struct AppendEvent: Statement {
  // `ring`, `id` and `xid` are the table's own business; the application role may not write the
  // latter two.
  public static let sql = """
    insert into outbox (event_id, type, subject, sequence, time, headers, data)
    values ($1, $2, $3, $4, $5, $6, $7)
    """

  let eventID: UUID
  let type: String
  let subject: String
  let sequence: Int64
  let time: Date
  let headers: JSONText
  let data: JSONText

  init<Payload: EventPayload>(
    _ payload: Payload, of subject: UUID, version: Int64, at time: Date
  ) throws {
    eventID = UUID.v7(at: time)
    type = Payload.type
    self.subject = subject.wire
    sequence = version
    self.time = time
    headers = JSONText(try WireCoding.encodeText(EventHeaders.present))
    data = JSONText(try WireCoding.encodeText(payload))
  }

  public var bindings: Bindings { [eventID, type, subject, sequence, time, headers, data] }
}

/// What travels beside an event; extension attributes in the words of CloudEvents.
struct EventHeaders: Codable, Sendable {
  var traceparent: String?

  static var present: EventHeaders { EventHeaders(traceparent: TraceContext.current?.traceparent) }
}
