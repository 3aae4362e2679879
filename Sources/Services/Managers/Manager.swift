import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// A manager as the register knows it.
struct Manager: Sendable {
  var id: UUID
  var name: String
  /// One cat, one address: it tells managers apart, the case of ASCII letters aside.
  var email: String
  /// nil: not told.
  var language: Language?
  var active: Bool
  var version: Int64

  static let nameLength = 1...200

  static func path(_ id: UUID) -> String { Address.managers.below(id.wire).path }
}

extension Manager: RegisterRow {
  static let table = "managers.manager"
  static let columns = "id, name, email, language, active, version"

  init(row: inout RowReader) throws {
    id = try row.next()
    name = try row.next()
    email = try row.next()
    language = try row.next()
    active = try row.next()
    version = try row.next()
  }

  var stored: Bindings { [name, email, language, active] }

  var changed: ManagerChanged {
    ManagerChanged(
      id: id, name: name, email: email, language: language, active: active, version: version)
  }
}

/// As REST shows a manager.
extension Manager: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("name", name)
    writer.field("email", email)
    writer.field("language", language?.rawValue)
    writer.field("active", active)
    writer.field("version", version)
    writer.endObject()
  }
}
