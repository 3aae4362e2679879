import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// A manager as the register knows it.
struct Manager: Hashable, Sendable {
  var id: UUID
  var name: String
  /// One cat, one address: it tells managers apart, the case of ASCII letters aside.
  var email: String
  var active: Bool
  var version: Int64

  static let nameLength = 1...200

  static func path(_ id: UUID) -> String { "/api/managers/\(id.wire)" }

  /// The event that tells the rest of MCF.
  var changed: ManagerChanged {
    ManagerChanged(id: id, name: name, email: email, active: active, version: version)
  }
}

extension Manager {
  /// What `init(row:)` reads, in its order.
  static let columns = "id, name, email, active, version"

  init(row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    email = try row.next()
    active = try row.next()
    version = try row.next()
  }
}

/// As REST shows a manager.
extension Manager: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("name", name)
    writer.field("email", email)
    writer.field("active", active)
    writer.field("version", version)
    writer.endObject()
  }
}

extension Transaction {
  /// Tells the rest of MCF what this manager is now, in the transaction that changes it.
  func publish(_ manager: Manager, at now: Date, traceparent: String?) throws {
    try append(
      manager.changed, of: manager.id, version: manager.version, at: now, traceparent: traceparent)
  }
}
