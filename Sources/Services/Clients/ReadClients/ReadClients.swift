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
      externalID: query.text("external_id", ClientEntry.externalIDLength))
    let search = query.search().map(LikePattern.init)
    let limit = query.limit()
    let after = query.cursor("clients", UUID.self)
    try query.finish()
    let found = try await page(filter, search, after: after, limit: limit + 1)
    return json(
      Page(
        fetched: found, limit: limit, cursor: { Cursor.encode("clients", $0.id) }, item: view))
  }

  private func page(
    _ filter: ClientFilter, _ search: LikePattern?, after: UUID?, limit: Int
  ) async throws -> [Client] {
    guard let search else {
      return try await database.read(ListClients(filter: filter, after: after, limit: limit))
    }
    return try await database.read(
      SearchClients(filter: filter, pattern: search, after: after, limit: limit))
  }
}
