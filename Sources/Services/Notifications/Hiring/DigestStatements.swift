import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

enum DigestSQL {
  /// What is new for longer is no news any more, whenever it is heard of.
  static let age = "interval '7 days'"

  /// For how long it is known which letter tells of an application: longer than such a letter's text.
  static let memory = "interval '100 days'"

  /// A condition, of `$now`: the last letter is long enough ago.
  static let isTime = "last_at <= $now::timestamptz - interval '1 hour'"

  /// A condition: no letter tells of it so far, and it is to be told.
  static let isUntold = "digest is null and is_new"
}

/// Writes down an application that is new, unless it was heard of before or is new no longer.
struct KeepNewApplication: Statement {
  private static let parameters: NamedParameters<Self> = [
    "id": { $0.application.applicationID }, "vacancy": { $0.application.vacancyID },
    "title": { $0.application.vacancyTitle }, "language": { $0.application.language },
    "name": { $0.application.firstName }, "at": { $0.application.at }, "now": { $0.now },
  ]

  static let sql = parameters.sql(
    """
    insert into digest_item
           (application_id, vacancy_id, vacancy_title, language, first_name, at, created_at)
    select $id, $vacancy, $title, $language, $name, $at, $now
    where  $at::timestamptz > $now::timestamptz - \(DigestSQL.age)
    on conflict do nothing
    """)

  let application: ApplicationChanged
  let now: Date
  var bindings: Bindings { Self.parameters.bindings(of: self) }
}

/// An application is not new any more.
struct DropNewApplication: Statement {
  static let sql = """
    update digest_item
    set    is_new     = false,
           first_name = null
    where  application_id = $1
    and    is_new
    """

  let id: UUID
  var bindings: Bindings { [id] }
}

/// Forgets whose an application is, and the names in the letter that tells of it.
struct ForgetApplicantName: Statement {
  static let sql = """
    with item as (
      update digest_item
      set    first_name = null
      where  application_id = $1
      returning digest
    )
    update message m
    set    params = m.params - 'names'
    from   item
    where  m.subject = item.digest
    and    m.params is not null
    """

  let application: UUID
  var bindings: Bindings { [application] }
}

/// Whether a letter is to be made by now.
struct FindDigestWork: Statement {
  private static let parameters: NamedParameters<Self> = ["now": { $0.now }]

  static let sql = parameters.sql(
    """
    select exists (select from digest_turn where \(DigestSQL.isTime))
           and exists (select from digest_item where \(DigestSQL.isUntold))
    """)

  let now: Date
  var bindings: Bindings { Self.parameters.bindings(of: self) }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Forgets applications that nobody remembers to have been told of; heard of again, they are too old.
struct DropOldApplications: Statement {
  static let sql = "delete from digest_item where at <= $1::timestamptz - \(DigestSQL.memory)"

  let now: Date
  var bindings: Bindings { [now] }
}

/// Puts all that is untold into one letter, if there is none within the hour. No rows: there is, or
/// nothing is untold.
struct GatherApplications: Statement {
  private static let parameters: NamedParameters<Self> = [
    "digest": { $0.digest }, "now": { $0.now },
  ]

  static let sql = parameters.sql(
    """
    with turn as (
      -- Whoever comes second waits here for whoever was first, and finds that it is not time.
      update digest_turn
      set    last_at = $now
      where  \(DigestSQL.isTime)
      and    exists (select from digest_item where \(DigestSQL.isUntold))
      returning last_at
    )
    update digest_item
    set    digest = $digest
    from   turn
    where  \(DigestSQL.isUntold)
    returning application_id
    """)

  let digest: UUID
  let now: Date
  var bindings: Bindings { Self.parameters.bindings(of: self) }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// How many applications a letter tells of, by vacancy and by the language of those who apply.
struct CountGathered: Statement {
  static let sql = """
    select vacancy_id, language, max(vacancy_title), count(*)
    from   digest_item
    where  digest = $1
    group  by vacancy_id, language
    order  by vacancy_id, language
    """

  let digest: UUID
  var bindings: Bindings { [digest] }
  static func decode(_ row: inout RowReader) throws -> GatheredCount {
    GatheredCount(
      vacancyID: try row.next(), language: try row.next(), title: try row.next(),
      count: Int(try row.next(as: Int64.self)))
  }
}

struct GatheredCount: Sendable {
  let vacancyID: UUID
  let language: Language
  let title: String
  let count: Int
}

/// The names of the first ones.
struct ListGatheredNames: Statement {
  static let sql = """
    select first_name
    from   digest_item
    where  digest = $1
    and    first_name is not null
    order  by at, application_id
    limit  $2
    """

  let digest: UUID
  let most: Int
  var bindings: Bindings { [digest, most] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// Forgets the names of all that a letter tells of: those that it says are in there.
struct ForgetGatheredNames: Statement {
  static let sql = "update digest_item set first_name = null where digest = $1"

  let digest: UUID
  var bindings: Bindings { [digest] }
}

/// A manager who is told.
struct DigestReader: Sendable {
  let id: UUID
  let firstName: String
}

/// Each active manager.
struct ListDigestReaders: Statement {
  static let sql = """
    select id, first_name
    from   person
    where  kind = 'manager'
    and    active
    order  by id
    """

  static func decode(_ row: inout RowReader) throws -> DigestReader {
    DigestReader(id: try row.next(), firstName: try row.next())
  }
}
