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
    let now = clock.now()
    let client = try await database.withTransaction { transaction in
      let found = try await transaction.one(LockRow<Client>(id: id))
      let client = try Client.visible(found, to: caller)
      try precondition.check(client.version)
      let changed = change.applied(to: client)
      guard changed.version != client.version else { return client }
      transaction.enqueue(UpdateClient(client: changed, now: now))
      try transaction.publish([changed], at: now)
      return changed
    }
    return json(view(client), etag: client.version)
  }
}
