public import Contracts
public import FoundationEssentials
import Outbox
public import Postgres

extension TestDatabase {
  /// Puts an event into a service's inbox, as the relay does; a consumer then handles it.
  ///
  /// ```swift
  /// try await db.deliver(accepted, of: order, version: 1, from: "orders", to: "packing")
  /// try await InboxConsumer(handlers, database: db.app("packing"), logger: logger).drain()
  /// ```
  ///
  /// - Parameters:
  ///   - subject: the aggregate's id.
  ///   - version: the aggregate's version after the change.
  ///   - source: the service that published it.
  ///   - service: whose inbox, by the schema's name.
  /// - Returns: the event's own id.
  @discardableResult
  public func deliver(
    _ payload: some EventPayload, of subject: UUID, version: Int64,
    at time: Date = Date(timeIntervalSince1970: 1_803_891_600), traceparent: String? = nil,
    from source: String, to service: String
  ) async throws -> UUID {
    let event = try Delivery(payload, of: subject, version: version, at: time, traceparent)
    try await deliver([event], from: source, to: service)
    return event.id
  }

  /// Puts events into an inbox in one transaction, in this order.
  public func deliver(
    _ events: [Delivery], from source: String, to service: String
  ) async throws {
    try await client(.relay).withTransaction { transaction in
      try await transaction.query(
        """
        insert into \(unescaped: service).inbox_cursor
               (source, system_identifier, timeline, passed)
        values (\(source), 1, 1, '1:1:')
        on conflict do nothing
        """)
      try await transaction.query(
        """
        insert into \(unescaped: service).inbox_slot (source, slot)
        select \(source), slot from generate_series(0, \(Slot.count - 1)) as slot
        on conflict do nothing
        """)
      try await transaction.query(
        """
        with moved as (
          update \(unescaped: service).inbox_cursor
          set    position = position + \(events.count), version = version + 1
          where  source = \(source)
          returning position - \(events.count) as position
        )
        insert into \(unescaped: service).inbox
               (source, slot, position, event_id, type, subject, sequence, time, headers, data)
        select \(source), slot, moved.position + n, id, type, subject, sequence, time, headers, data
        from   moved, unnest(
                 \(events.map { Slot.number(of: $0.subject) }), \(events.map(\.id)),
                 \(events.map(\.type)), \(events.map(\.subject)), \(events.map(\.version)),
                 \(events.map(\.time)), \(events.map(\.headers)), \(events.map(\.data)))
               with ordinality as e (slot, id, type, subject, sequence, time, headers, data, n)
        """)
    }
    client(.relay).ring("inbox_\(service)")
  }
}

/// An event as the relay would bring it.
public struct Delivery: Sendable {
  public var id = UUID()
  public var type: String
  public var subject: String
  public var version: Int64
  public var time: Date
  public var headers: JSONText
  public var data: JSONText

  public init<Payload: EventPayload>(
    _ payload: Payload, of subject: UUID, version: Int64,
    at time: Date = Date(timeIntervalSince1970: 1_803_891_600), _ traceparent: String? = nil
  ) throws {
    type = Payload.type
    self.subject = subject.wire
    self.version = version
    self.time = time
    headers = JSONText(
      try WireCoding.encodeText(traceparent.map { ["traceparent": $0] } ?? [:]))
    data = JSONText(try WireCoding.encodeText(payload))
  }
}
