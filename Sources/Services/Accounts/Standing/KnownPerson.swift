import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A client, worker or manager as far as the registers have told.
struct KnownPerson: Sendable {
  let role: Role
  let subject: ExactText
  let name: String
  let email: String
  let language: Language?
  let isActive: Bool

  var standpoint: Standpoint { Standpoint(role: role, subject: subject) }
}

extension KnownPerson {
  /// What it is read from; of a client the subject is HCB's id.
  static let columns = """
    kind, case kind when 'client' then coalesce(external_id, '') else id::text end, name, email,
    language, active
    """

  init(row: inout RowReader) throws {
    let kind: Person.Kind = try row.next()
    role =
      switch kind {
      case .client: .client
      case .worker: .worker
      case .manager: .manager
      }
    subject = try row.next()
    name = try row.next()
    email = try row.next()
    language = try row.next()
    isActive = try row.next()
  }
}

/// Who is active and has that address, in whatever case of ASCII letters.
struct FindByEmail: Statement {
  static let sql = """
    select \(KnownPerson.columns)
    from   accounts.person
    where  kind = any ($1)
    and    email_key = lower($2::text collate "C")
    and    active
    """

  let roles: [Role]
  let email: String
  var bindings: Bindings { [roles.map(\.rawValue), email] }
  static func decode(_ row: inout RowReader) throws -> KnownPerson {
    try KnownPerson(row: &row)
  }
}

/// Those of them whom registers have told of. They stay as they are until the transaction ends, so
/// that nobody is signed in while their leaving is being heard.
struct LockPersons: Statement {
  static let sql = """
    select \(KnownPerson.columns)
    from   accounts.person
    where  kind = 'client' and external_id = any ($1)
    or     (kind, id) in (select * from unnest($2::text[], $3::uuid[]))
    for    share
    """

  let standpoints: [Standpoint]
  var bindings: Bindings {
    let clients = standpoints.filter { $0.role == .client }.map(\.subject)
    let others = standpoints.filter { $0.role != .client }
      .compactMap { standpoint in
        UUID(uuidString: standpoint.subject.text).map { (standpoint.role.rawValue, $0) }
      }
    return [clients, others.map(\.0), others.map(\.1)]
  }
  static func decode(_ row: inout RowReader) throws -> KnownPerson {
    try KnownPerson(row: &row)
  }
}
