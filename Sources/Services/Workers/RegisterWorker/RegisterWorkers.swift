import Contracts
import FoundationEssentials
import Postgres

/// Registers one worker unless the e-mail is known; returns only who is new.
struct RegisterWorker: Statement {
  static let sql = """
    insert into workers.worker
           (id, name, email, phone, language, age, breed, coat_colour, characteristics, code, origin,
            created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'imported', $11, $11)
    on conflict (email_key) do nothing
    returning \(Worker.columns)
    """

  let entry: WorkerEntry
  let now: Date

  var bindings: Bindings {
    let details = entry.details
    return [
      entry.id, details.name, details.email, details.phone, details.language,
      Int32(details.age), details.breed, details.coatColour, details.characteristics.points,
      details.characteristics.code, now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}

/// Registers or updates workers, whose e-mails differ; returns those that are new (version 1) or
/// changed.
///
/// An import settles who a worker is; when it works, its photo, whether it is active, and a language
/// of which the import does not tell stay.
struct RegisterWorkers: Statement {
  static let sql = """
    insert into workers.worker as known
           (id, name, email, phone, language, age, breed, coat_colour, characteristics, code, origin,
            created_at, changed_at)
    select id, name, email, phone, language, age, breed, coat_colour, characteristics::smallint[],
           code, 'imported', $11, $11
    from   unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int4[],
                  $7::text[], $8::text[], $9::text[], $10::text[])
           as entry (id, name, email, phone, language, age, breed, coat_colour, characteristics,
                     code)
    -- One order for everybody: imports that run at once never wait for each other in a circle.
    order  by lower(email collate "C") collate "C"
    on conflict (email_key) do update
    set    name            = excluded.name,
           email           = excluded.email,
           phone           = excluded.phone,
           language        = coalesce(excluded.language, known.language),
           age             = excluded.age,
           breed           = excluded.breed,
           coat_colour     = excluded.coat_colour,
           characteristics = excluded.characteristics,
           code            = excluded.code,
           changed_at      = excluded.changed_at,
           version         = known.version + 1
    -- What is so already stays as it is, version and all, and is not returned.
    where  (known.name, known.email, known.phone, known.language, known.age, known.breed,
            known.coat_colour, known.characteristics)
           is distinct from
           (excluded.name, excluded.email, excluded.phone,
            coalesce(excluded.language, known.language), excluded.age, excluded.breed,
            excluded.coat_colour, excluded.characteristics)
    returning \(Worker.columns)
    """

  let entries: [WorkerEntry]
  let now: Date

  var bindings: Bindings {
    let details = entries.map(\.details)
    // An array of arrays would be unnested to its last element, so each row's travels as text.
    let points = details.map { details in
      "{" + details.characteristics.points.map(String.init).joined(separator: ",") + "}"
    }
    return [
      entries.map(\.id), details.map(\.name), details.map(\.email), details.map(\.phone),
      details.map(\.language?.rawValue), details.map { Int32($0.age) }, details.map(\.breed),
      details.map(\.coatColour), points, details.map(\.characteristics.code), now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}
