import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientsModule {
  /// `GET /api/clients/me`: the caller's own record, made from the token's claims when HCB's push
  /// has not come yet.
  @Sendable
  func recogniseClient(_ request: Request, _ context: RequestScope) async throws -> Response {
    let (client, isNew) = try await recognise(try context.require(.client))
    return json(
      view(client), status: isNew ? .created : .ok, etag: client.version,
      location: isNew ? Client.path(client.id) : nil)
  }

  /// Who somebody is in the register, registered by what their token says if need be.
  func recognise(_ caller: Caller) async throws -> (client: Client, isNew: Bool) {
    let find = FindClientByExternalID(externalID: caller.subject)
    if let client = try await database.readOne(find) {
      if mayBeUnconfirmed(client) {
        try await database.withTransaction { $0.confirmWhatWasRead() }
      }
      return (client, false)
    }
    let now = clock.now()
    let entry = try ClientEntry(claimsOf: caller, id: .v7(at: now))
    let client = try await database.withTransaction { transaction in
      guard
        let client = try await transaction.one(RegisterUnlessKnown(entry: entry, now: now))
      else {
        transaction.confirmWhatWasRead()
        return try await transaction.one(find)
      }
      try transaction.publish([client], at: now)
      return client
    }
    guard let client else {
      throw Problem.internalError(cause: "a client that was not new is not there")
    }
    return (client, client.id == entry.id)
  }
}

extension ClientsModule {
  /// Whether this may be the first asking again, whose commit was not confirmed: nobody has changed
  /// the record yet, and it is young.
  private func mayBeUnconfirmed(_ client: Client) -> Bool {
    let age = client.id.v7Date.map { clock.now().timeIntervalSince($0) } ?? 0
    return client.version == 1 && age < 86_400
  }
}

/// Registers somebody unless HCB's id is known; returns only who is new.
///
/// Of many at once one inserts; the others wait for its commit and return nothing.
struct RegisterUnlessKnown: Statement {
  static let sql = """
    insert into clients.client
           (id, external_id, first_name, last_name, email, phone, place, created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
    on conflict (external_id) do nothing
    returning \(Client.columns)
    """

  let entry: ClientEntry
  let now: Date

  var bindings: Bindings {
    [
      entry.id, entry.externalID, entry.details.firstName, entry.details.lastName,
      entry.details.email, entry.details.phone, entry.details.place, now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Client { try Client(row: &row) }
}
