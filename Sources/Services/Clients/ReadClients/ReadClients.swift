import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientsModule {
  /// `GET /api/clients/{id}`.
  @Sendable
  func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let caller = try context.require(.manager, .client)
    try request.requireNoQuery()
    let found = try await database.readOne(FindClient(id: try context.id()))
    let client = try Client.visible(found, to: caller)
    return json(view(client), etag: client.version)
  }

  /// `GET /api/clients`.
  @Sendable
  func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let filter = ClientFilter(
      active: query.bool("active"),
      externalID: query.text("external_id", ClientEntry.externalIDLength),
      search: query.search())
    let limit = query.limit()
    let after = query.cursor("clients", UUID.self)
    try query.finish()
    let found = try await database.read(
      ListClients(filter: filter, after: after, limit: limit + 1))
    return json(
      Page(
        fetched: found, limit: limit, cursor: { Cursor.encode("clients", $0.id) }, item: view))
  }
}
