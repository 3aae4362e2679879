import FoundationEssentials
import Postgres

/// Keeps a person's state if it is newer than what is known.
struct KeepPerson: Statement {
  static let sql = """
    insert into person as known
           (kind, id, external_id, name, first_name, email, phone, language, active, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    on conflict (kind, id) do update
    set    external_id = excluded.external_id,
           name        = excluded.name,
           first_name  = excluded.first_name,
           email       = excluded.email,
           phone       = excluded.phone,
           language    = excluded.language,
           active      = excluded.active,
           version     = excluded.version
    -- Replayed or backfilled states may be older.
    where  known.version < excluded.version
    -- A version of ours that kept less may have been the one that heard of this state.
    or     known.version = excluded.version
           and (known.name, known.email, known.language)
               is distinct from (excluded.name, excluded.email, excluded.language)
    """

  let person: Person
  let id: UUID
  let version: Int64

  var bindings: Bindings {
    [
      person.kind, id, person.externalID, person.name, person.firstName, person.email,
      person.phone, person.language, person.active, version,
    ]
  }
}

/// Whether that person is active; no row: not known here.
struct FindStanding: Statement {
  static let sql = """
    select active
    from   person
    where  kind = $1
    and    id = $2
    """

  let kind: Person.Kind
  let id: UUID

  var bindings: Bindings { [kind, id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
