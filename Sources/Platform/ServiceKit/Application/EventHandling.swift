public import Contracts
public import Outbox
public import Postgres

/// What a service does with the events of one type, said before there is a service: so that what it
/// takes is known from what it handles.
public struct EventHandling<Module: ServiceModule>: Sendable {
  /// The type it handles, its version last.
  public let type: any EventPayload.Type
  /// By a service.
  public let handler: @Sendable (Module) -> EventHandler

  /// - Parameter body: see ``Outbox/EventHandler/on(_:_:)``.
  public static func on<Payload: EventPayload>(
    _ type: Payload.Type,
    _ body: @escaping @Sendable (Module, Event<Payload>, Transaction) async throws -> Void
  ) -> Self {
    Self(type: type) { module in .on(type) { try await body(module, $0, $1) } }
  }

  /// Keeps the persons of whom such events tell: see ``People``.
  ///
  /// - Parameter body: what becomes of it besides; it finds the person kept.
  public static func keeping<Changed: PersonChanged>(
    _ type: Changed.Type,
    then body: (@Sendable (Module, Event<Changed>, Transaction) async throws -> Void)? = nil
  ) -> Self {
    Self(type: type) { module in
      .on(type) { event, transaction in
        transaction.enqueue(
          KeepPerson(person: event.payload.person, id: event.subject, version: event.version))
        try await body?(module, event, transaction)
      }
    }
  }
}

extension ServiceModule {
  /// The events of other services that it takes: its subscription.
  public static var consumes: [any EventPayload.Type] { handlers.map(\.type) }

  /// Whether it knows persons, in the table `person` of its schema.
  static var keepsPersons: Bool { consumes.contains { $0 is any PersonChanged.Type } }

  /// Bound to this service; none for one that takes no events.
  public var eventHandlers: [EventHandler] { Self.handlers.map { $0.handler(self) } }

  /// Every statement that a process runs for it: its own and the platform's.
  public static var allStatements: [any Statement.Type] {
    isPublic ? statements + Health.publicStatements : statements + statementsOfTables
  }

  private static var statementsOfTables: [any Statement.Type] {
    Health.statements + IdempotencyStatements.all + PostgresKeySetStore.statements
      + (publishes.isEmpty ? [] : [AppendEvent.self])
      + (handlers.isEmpty ? [] : InboxConsumer.statements)
      + (keepsPersons ? People.statements : [])
  }
}
