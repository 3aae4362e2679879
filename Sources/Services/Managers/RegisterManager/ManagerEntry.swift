import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One manager to be registered.
struct ManagerEntry: Sendable {
  let id: UUID
  let name: String
  let email: String
  let language: Language?

  /// Reads the form of POST.
  init(_ form: Form, id: UUID) throws {
    self.id = id
    name = form.text("name", Manager.nameLength)
    email = form.email()
    language = form.optionalChoice("language", Language.self)
    try form.finish()
  }
}

/// Registers a manager unless the e-mail is known or enough are active; returns who is new.
///
/// Only under `LockActiveManagers` is the count good until the commit.
struct RegisterManager: Statement {
  static let sql = """
    insert into managers.manager (id, name, email, language, created_at, changed_at)
    select $1, $2, $3, $4, $5, $5
    where  (select count(*) from managers.manager where active) < $6
    on conflict (email_key) do nothing
    returning \(Manager.columns)
    """

  let entry: ManagerEntry
  let maximum: Int
  let now: Date

  var bindings: Bindings { [entry.id, entry.name, entry.email, entry.language, now, maximum] }
  static func decode(_ row: inout RowReader) throws -> Manager { try Manager(row: &row) }
}

/// The manager with that e-mail, in any case.
struct FindManagerByEmail: Statement {
  static let sql = """
    select \(Manager.columns)
    from   managers.manager
    where  email_key = lower($1 collate "C")
    """

  let email: String
  var bindings: Bindings { [email] }
  static func decode(_ row: inout RowReader) throws -> Manager { try Manager(row: &row) }
}
