import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `GET /api/workers/{id}`.
  @Sendable
  func showWorker(_ request: Request, _ context: RequestScope) async throws -> Response {
    let worker = try await visibleWorker(context)
    return json(worker, etag: worker.version)
  }

  /// `GET /api/workers/me`: the caller's own record.
  @Sendable
  func showSelf(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.worker)
    guard
      let id = UUID(uuidString: caller.subject.text),
      let worker = try await database.readOne(FindRow<Worker>(id: id))
    else { throw Problem.notFound }
    return json(CallersOwn(worker), etag: worker.version)
  }

  /// `GET /api/workers`.
  @Sendable
  func listWorkers(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let origin = query.choice("origin", Worker.Origin.self)
    return json(
      try await database.page(
        of: Worker.self, query, filter: origin.map { ExactText($0.rawValue) }, item: \.self))
  }

  /// The worker of the path, for managers and for itself.
  func visibleWorker(_ context: RequestScope) async throws -> Worker {
    let caller = try context.require(.manager, .worker)
    let found = try await database.readOne(FindRow<Worker>(id: try context.id()))
    return try Worker.visible(found, to: caller)
  }
}
