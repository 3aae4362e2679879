public import Contracts
import FoundationEssentials
public import Postgres

/// A client, worker or manager as the `*.changed` events tell of them.
public struct Person: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable, PostgresText {
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
  /// nil: not told.
  let language: Language?
  let active: Bool
}

/// The state of a register's row, published whenever it changes.
public protocol PersonChanged: EventPayload {
  var person: Person { get }
}

extension ClientChanged: PersonChanged {
  public var person: Person {
    Person(
      kind: .client, externalID: externalID, name: "\(firstName) \(lastName)",
      firstName: firstName, email: email, phone: phone, language: language, active: active)
  }
}

extension WorkerChanged: PersonChanged {
  public var person: Person {
    Person(
      kind: .worker, name: name, firstName: name.firstWord, email: email, phone: phone,
      language: language, active: active)
  }
}

extension ManagerChanged: PersonChanged {
  public var person: Person {
    Person(
      kind: .manager, name: name, firstName: name.firstWord, email: email, language: language,
      active: active)
  }
}

extension String {
  /// Of a full name, what its cat is called by.
  public var firstWord: String { String(prefix { $0 != " " }) }
}
