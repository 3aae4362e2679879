import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One tester as HCB pushes it.
struct ClientEntry: Sendable {
  /// The id that the client gets unless it is known already.
  var id: UUID
  var externalID: ExactText
  var details: ClientDetails

  static let externalIDLength = 1...255
}

extension ClientEntry {
  /// Reads the form of one tester: of POST, or of one line of an import.
  init(_ form: Form, id: UUID) throws {
    self.id = id
    externalID = form.exactText("external_id", Self.externalIDLength)
    details = ClientDetails(
      firstName: form.text("first_name", ClientDetails.nameLength),
      lastName: form.text("last_name", ClientDetails.nameLength),
      email: form.email(),
      phone: form.optionalPhone(),
      place: form.optionalText("place", ClientDetails.placeLength),
      language: form.optionalChoice("language", Language.self))
    try form.finish()
  }
}

/// Registers or updates testers, whose external ids differ; returns those that are new (version 1)
/// or changed.
///
/// HCB's push settles names and e-mail; phone, place and language only where it has some, so that
/// what a client has entered here is not lost.
struct RegisterClients: Statement {
  static let sql = """
    insert into clients.client as known
           (id, external_id, first_name, last_name, email, phone, place, language, created_at,
            changed_at)
    select id, external_id, first_name, last_name, email, phone, place, language, $9, $9
    from   unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[])
           as entry (id, external_id, first_name, last_name, email, phone, place, language)
    -- One order for everybody: imports that run at once never wait for each other in a circle.
    order  by external_id collate "C"
    on conflict (external_id) do update
    set    first_name = excluded.first_name,
           last_name  = excluded.last_name,
           email      = excluded.email,
           phone      = coalesce(excluded.phone, known.phone),
           place      = coalesce(excluded.place, known.place),
           language   = coalesce(excluded.language, known.language),
           changed_at = excluded.changed_at,
           version    = known.version + 1
    -- What is so already stays as it is, version and all, and is not returned.
    where  (known.first_name, known.last_name, known.email, known.phone, known.place,
            known.language)
           is distinct from
           (excluded.first_name, excluded.last_name, excluded.email,
            coalesce(excluded.phone, known.phone), coalesce(excluded.place, known.place),
            coalesce(excluded.language, known.language))
    returning \(Client.columns)
    """

  let entries: [ClientEntry]
  let now: Date

  var bindings: Bindings {
    [
      entries.map(\.id), entries.map(\.externalID), entries.map(\.details.firstName),
      entries.map(\.details.lastName), entries.map(\.details.email), entries.map(\.details.phone),
      entries.map(\.details.place), entries.map(\.details.language?.rawValue), now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
