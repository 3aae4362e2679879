import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `GET /api/workers/{id}`.
  @Sendable
  func show(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let worker = try await visibleWorker(request, context)
    return json(worker, etag: worker.version)
  }

  /// `GET /api/workers/me`: the caller's own record.
  @Sendable
  func showSelf(_ request: Request, _ context: ServiceContext) async throws -> Response {
    let caller = try context.require(.worker)
    try request.requireNoQuery()
    guard
      let id = UUID(uuidString: caller.subject),
      let worker = try await database.readOne(FindWorker(id: id))
    else { throw Problem.notFound }
    return json(worker, etag: worker.version)
  }

  /// `GET /api/workers`.
  @Sendable
  func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let filter = WorkerFilter(
      active: query.bool("active"), origin: query.choice("origin", Worker.Origin.self))
    let search = query.search().map(LikePattern.init)
    let limit = query.limit()
    let after = query.cursor("workers", UUID.self)
    try query.finish()
    let found = try await page(filter, search, after: after, limit: limit + 1)
    return json(
      Page(fetched: found, limit: limit, cursor: { Cursor.encode("workers", $0.id) }, item: \.self))
  }

  /// The worker of the path, for managers and for itself.
  func visibleWorker(_ request: Request, _ context: ServiceContext) async throws -> Worker {
    let caller = try context.require(.manager, .worker)
    try request.requireNoQuery()
    let found = try await database.readOne(FindWorker(id: try context.id()))
    return try Worker.visible(found, to: caller)
  }

  private func page(
    _ filter: WorkerFilter, _ search: LikePattern?, after: UUID?, limit: Int
  ) async throws -> [Worker] {
    guard let search else {
      return try await database.read(ListWorkers(filter: filter, after: after, limit: limit))
    }
    return try await database.read(
      SearchWorkers(filter: filter, pattern: search, after: after, limit: limit))
  }
}
