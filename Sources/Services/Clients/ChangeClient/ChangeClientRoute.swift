import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientsModule {
  /// `PATCH /api/clients/{id}`: by a manager, by the client itself all but `active`, by HCB when a
  /// tester has left.
  @Sendable
  func changeClient(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .hcb, .client)
    let id = try context.id()
    let precondition = try request.ifMatch()
    let change = try ClientChange(try await request.form(context), by: caller)
    return try await self.change(id, by: caller, if: precondition, change) { client in
      StoredAnswer(view(client), etag: client.version)
    }
  }

  /// Changes a client, once per key if there is one, and answers with what is made of how it is now.
  ///
  /// - Throws: problems: 404 if the caller may not know of it, 412 unless the version is as it should
  ///   be.
  func change(
    _ id: UUID, by caller: Caller, if precondition: Precondition, _ change: ClientChange,
    _ key: IdempotencyKey? = nil, answer: @Sendable (Client) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      let found = try await transaction.one(LockRow<Client>(id: id))
      let client = try Client.visible(found, to: caller)
      try precondition.check(client.version)
      let changed = change.applied(to: client)
      guard changed.version != client.version else { return answer(client) }
      transaction.enqueue(UpdateClient(client: changed, now: now))
      try transaction.publish([changed], at: now)
      return answer(changed)
    }
  }
}
