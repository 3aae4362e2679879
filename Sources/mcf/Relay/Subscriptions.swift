import Contracts
import Outbox
import ServiceKit

// Services that share a schema share its outbox and its inbox: each of these is there once, with the
// events of them all.
extension [ServiceEntry] {
  /// Those whose schemas have an outbox that is filled.
  var publishers: [ServiceEntry] { withSchema.filter { !published(in: $0.schema).isEmpty } }

  /// Those whose schemas have an inbox.
  var consumers: [ServiceEntry] { withSchema.filter { !consumed(in: $0.schema).isEmpty } }

  /// By the source's schema, what this one takes of what that publishes.
  func subscriptions(of schema: String) -> [String: [String]] {
    let wanted = consumed(in: schema)
    return publishers.reduce(into: [:]) { subscriptions, source in
      let taken = wanted.intersection(published(in: source.schema))
      if !taken.isEmpty { subscriptions[source.schema] = taken.map(\.stem) }
    }
  }

  /// What lies in the outbox of a schema, whichever service of that appends it.
  private func published(in schema: String) -> Set<EventFamily> {
    families(in: schema) { $0.publishes }
  }

  /// What the inbox of a schema is for.
  private func consumed(in schema: String) -> Set<EventFamily> {
    families(in: schema) { $0.consumes }
  }

  private func families(
    in schema: String, _ events: (any DeployedService.Type) -> [any EventPayload.Type]
  ) -> Set<EventFamily> {
    Set(filter { $0.schema == schema }.flatMap { events($0.type) }.map { EventFamily($0) })
  }
}

extension ServiceEntry {
  /// By the source's schema, what its own takes of what that publishes.
  var subscriptions: [String: [String]] { Self.allCases.subscriptions(of: schema) }

  /// Those whose events its schema subscribes to; none, if it sees no table of that.
  var sources: [ServiceEntry] {
    isPublic ? [] : Self.withSchema.filter { subscriptions[$0.schema] != nil }
  }
}
