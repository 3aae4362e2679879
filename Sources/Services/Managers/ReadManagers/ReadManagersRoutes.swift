import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ManagersModule {
  /// `GET /api/managers/{id}`.
  @Sendable
  func showManager(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let manager = try await find(try context.id())
    return json(manager, etag: manager.version)
  }

  /// `GET /api/managers/me`: the caller's own record.
  @Sendable
  func showSelf(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager)
    guard let id = UUID(uuidString: caller.subject.text) else { throw Problem.notFound }
    let manager = try await find(id)
    return json(CallersOwn(manager), etag: manager.version)
  }

  func find(_ id: UUID) async throws -> Manager {
    guard let manager = try await database.readOne(FindRow<Manager>(id: id)) else {
      throw Problem.notFound
    }
    return manager
  }

  /// `GET /api/managers`.
  @Sendable
  func listManagers(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    return json(try await database.page(of: Manager.self, request.query(), item: \.self))
  }
}
