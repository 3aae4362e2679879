public import Contracts
public import Postgres

/// What a service does with the events of one type.
///
/// A handler runs in the transaction that moves the inbox's position past the event: what it writes
/// takes effect exactly once, together with what it appends to the service's own outbox. It must
/// do nothing that the transaction cannot take back, and nothing that takes long.
///
/// A whole batch shares one transaction. A handler that only enqueues
/// (`transaction.enqueue(statement)`) costs no round trip: what the handlers of a batch enqueue
/// travels together. A statement that fails fails the batch, which is then run again event by
/// event, so the blame finds its event.
public struct EventHandler: Sendable {
  typealias Effect = @Sendable (Transaction) async throws -> Void

  /// The type it handles, its version last.
  public let type: any EventPayload.Type
  let prepare: @Sendable (Envelope) throws -> Effect

  /// - Parameter body: what it throws is the event's own fault, unless it is a `PostgresError` of
  ///   the environment.
  public static func on<Payload: EventPayload>(
    _ type: Payload.Type,
    _ body: @escaping @Sendable (Event<Payload>, Transaction) async throws -> Void
  ) -> EventHandler {
    EventHandler(type: type) { envelope in
      let event: Event<Payload> = try envelope.event()
      return { try await body(event, $0) }
    }
  }
}

/// A service's handlers by type.
struct Handlers: Sendable {
  private let byType: [ExactText: EventHandler]

  /// - Precondition: there is one handler a type.
  init(_ handlers: [EventHandler]) {
    byType = Dictionary(uniqueKeysWithValues: handlers.map { (ExactText($0.type.type), $0) })
  }

  /// What the event does to the service, in the event's trace.
  ///
  /// - Throws: `UnknownEvent`, or why the event cannot be decoded.
  func effect(of envelope: Envelope) throws -> EventHandler.Effect {
    guard let handler = byType[envelope.type] else { throw UnknownEvent(type: envelope.type) }
    let effect = try handler.prepare(envelope)
    return { transaction in
      try await TraceContext.$current.withValue(envelope.trace) { try await effect(transaction) }
    }
  }
}

/// Nobody handles such an event yet: its publisher has been deployed before its consumer.
struct UnknownEvent: Error, CustomStringConvertible {
  let type: ExactText
  var description: String { "nobody here handles \(type)" }
}
