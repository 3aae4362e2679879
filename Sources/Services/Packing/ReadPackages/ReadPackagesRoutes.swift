import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension PackingModule {
  private static let list = "packages"

  /// `GET /api/packages`: all for clerks and managers, a worker's own for the worker.
  @Sendable func listPackages(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.packageViewer(.clerk, .manager, .worker)
    let query = try packageQuery(request.query())
    var wanted = query
    // The one too many says that there is a next page.
    wanted.limit += 1
    let found = try await packages(wanted, for: viewer)
    return json(
      Page(fetched: found, limit: query.limit) {
        Cursor.encode(Self.list, $0.pickUpAt, $0.id)
      } item: {
        view($0, viewer.role)
      })
  }

  /// `GET /api/packages/{id}`.
  @Sendable func showPackage(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.packageViewer(.clerk, .manager, .worker)
    let package = try await package(try context.id(), for: viewer)
    return json(view(package, viewer.role), etag: package.version)
  }

  /// `GET /api/packages/{id}/history`: both an "issued" and its being taken back are there.
  @Sendable func showHistory(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.packageViewer(.clerk, .manager)
    let package = try await package(try context.id(), for: viewer)
    let entries = try await database.read(FindPackageHistory(packageIDs: [package.id]))
    return json(Page(entries, nextCursor: nil))
  }

  private func packageQuery(_ form: QueryForm) throws -> PackageQuery {
    let status = form.choice("status", PackageStatus.self)
    let done = form.bool("done")
    let query = PackageQuery(
      // Who asks for nothing in particular wants to know what there is to do.
      status: status, done: done ?? (status == nil ? false : nil), ended: form.bool("ended"),
      worker: form.uuid("worker"), name: form.search().map(LikePattern.init),
      after: form.cursor(Self.list, Date.self, UUID.self), limit: form.limit())
    try form.finish()
    return query
  }
}

// What routes and pages read.
extension PackingModule {
  /// Packages by pick-up time, as many as the query's limit.
  func packages(_ query: PackageQuery, for viewer: PackageViewer) async throws -> [Package] {
    var query = query
    if let own = viewer.workerID {
      if let other = query.worker, other != own { return [] }
      query.worker = own
    }
    if query.worker != nil { return try await database.read(ListPackagesOfWorker(query: query)) }
    if query.unpackedAfter != nil {
      return try await database.read(ListUnpackedPackages(query: query))
    }
    if query.name != nil { return try await database.read(SearchPackages(query: query)) }
    if query.status != nil { return try await database.read(ListPackagesByStatus(query: query)) }
    if query.done == false { return try await database.read(ListOpenPackages(query: query)) }
    return try await database.read(ListPackages(query: query))
  }

  /// - Throws: 404 for what is not there and for what is somebody else's.
  func package(_ id: UUID, for viewer: PackageViewer) async throws -> Package {
    let found = try await database.readOne(FindPackage(id: id, workerID: viewer.workerID))
    guard let found else { throw Problem.notFound }
    return found
  }

  func view(_ package: Package, _ role: PackageViewer.Role) -> PackageView {
    PackageView(package: package, viewer: role, takeBack: configuration.takeBack)
  }
}
