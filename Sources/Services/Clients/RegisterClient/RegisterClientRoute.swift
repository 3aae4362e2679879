import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientsModule {
  /// `POST /api/clients`: HCB pushes one tester, as often as it likes.
  @Sendable
  func registerClient(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.hcb, .manager)
    let now = clock.now()
    let form = try await request.form(context)
    let entry = try ClientEntry(form, id: .v7(at: now))
    let key = try request.idempotencyKey(caller, form.digest)
    return try await database.withIdempotency(key, at: now) { transaction in
      guard
        let client = try await transaction.one(RegisterClients(entries: [entry], now: now))
      else { return try await known(entry.externalID, in: transaction) }
      try transaction.publish([client], at: now)
      return client.id == entry.id
        ? StoredAnswer(
          view(client), status: .created, etag: client.version, location: Client.path(client.id))
        : StoredAnswer(view(client), etag: client.version)
    }
  }

  private func known(
    _ externalID: ExactText, in transaction: Transaction
  ) async throws -> StoredAnswer {
    let found = try await transaction.one(FindClientByExternalID(externalID: externalID))
    guard let client = found else {
      throw Problem.internalError(cause: "a client that was not new is not there")
    }
    return StoredAnswer(view(client), etag: client.version)
  }
}
