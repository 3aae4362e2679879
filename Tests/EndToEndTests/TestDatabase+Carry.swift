import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit
import TestSupport

// The way of events from one service to another, step by step.
extension TestDatabase {
  /// What a service has published of a type.
  func published<Payload: EventPayload>(
    _: Payload.Type, by service: String
  ) async throws -> [Delivery] {
    try await admin.query(
      """
      select subject::uuid, sequence, data::text
      from   \(unescaped: service).outbox
      where  type = \(Payload.type)
      order  by id
      """, as: UUID.self, Int64.self, String.self
    ).map { try Delivery(try WireCoding.decode(Payload.self, from: $2), of: $0, version: $1) }
  }

  /// Has a service take events, as its consumer does.
  func take(
    _ handlers: [EventHandler], _ events: [Delivery], as service: String
  ) async throws {
    try await deliver(events, from: "elsewhere", to: service)
    try await InboxConsumer(handlers, database: app(service), logger: .silent).drain()
  }
}
