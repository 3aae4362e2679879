import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientsModule {
  /// `GET /api/clients/{id}`.
  @Sendable
  func showClient(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .client)
    let found = try await database.readOne(FindRow<Client>(id: try context.id()))
    let client = try Client.visible(found, to: caller)
    return json(view(client), etag: client.version)
  }

  /// `GET /api/clients`: for managers, and for HCB, which asks for one tester by its own id.
  @Sendable
  func listClients(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .hcb)
    let query = request.query()
    let externalID = query.exactText("external_id", ClientEntry.externalIDLength)
    if externalID == nil, !caller.has(.manager) {
      query.mistake(in: "external_id", .required.with(hint: ", unless a manager asks"))
    }
    return json(
      try await database.page(of: Client.self, query, filter: externalID, item: view))
  }
}
