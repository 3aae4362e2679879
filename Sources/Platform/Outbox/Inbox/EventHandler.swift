public import Contracts
public import Postgres

/// What a service does with the events of one type.
///
/// A handler runs in the transaction that moves the inbox's position past the event: what it writes
/// takes effect exactly once, together with what it appends to the service's own outbox. It must
/// do nothing that the transaction cannot take back.
public struct EventHandler: Sendable {
  /// The type it handles, its version last.
  public let type: any EventPayload.Type

  /// - Parameter body: what it throws is the event's own fault, unless it is a `PostgresError` of
  ///   the environment.
  public static func on<Payload: EventPayload>(
    _ type: Payload.Type,
    _ body: @escaping @Sendable (Event<Payload>, Transaction) async throws -> Void
  ) -> EventHandler {
    EventHandler(type: type)
  }
}
