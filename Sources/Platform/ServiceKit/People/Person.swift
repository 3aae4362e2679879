import Contracts
import FoundationEssentials
import Outbox
import Postgres

/// A client, worker or manager as the `*.changed` events tell of them.
struct Person: Hashable, Sendable {
  enum Kind: String, Sendable, PostgresText {
    case client, worker, manager
  }

  let kind: Kind
  /// HCB's id of a client.
  var externalID: ExactText?
  /// In full.
  let name: String
  let firstName: String
  let email: String
  var phone: String?
  let active: Bool
}

/// The state of a register's row, published whenever it changes.
protocol PersonChanged: EventPayload {
  var person: Person { get }
}

extension ClientChanged: PersonChanged {
  var person: Person {
    Person(
      kind: .client, externalID: externalID, name: "\(firstName) \(lastName)",
      firstName: firstName, email: email, phone: phone, active: active)
  }
}

extension WorkerChanged: PersonChanged {
  var person: Person {
    Person(
      kind: .worker, name: name, firstName: name.firstWord, email: email, phone: phone,
      active: active)
  }
}

extension ManagerChanged: PersonChanged {
  var person: Person {
    Person(kind: .manager, name: name, firstName: name.firstWord, email: email, active: active)
  }
}

extension String {
  fileprivate var firstWord: String { String(prefix { $0 != " " }) }
}

extension EventHandler {
  /// Keeps the persons of whom events of that type tell.
  static func keeping<Changed: PersonChanged>(_ type: Changed.Type) -> EventHandler {
    .on(type) { event, transaction in
      transaction.enqueue(
        KeepPerson(person: event.payload.person, id: event.subject, version: event.version))
    }
  }
}
