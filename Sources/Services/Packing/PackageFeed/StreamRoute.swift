import Hummingbird
import Postgres
import ServiceKit

extension PackingModule {
  /// `GET /api/packages/stream`: each package, whenever it changes.
  @Sendable func streamPackages(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    _ = try context.packageViewer(.clerk, .manager)
    let caller = try context.require()
    let query = request.query()
    let after = query.int("after", 0...Int.max).map(Int64.init)
    try query.finish()
    return try await feed.response(
      context, after: try request.lastEventID() ?? after, as: .json,
      while: { try await mayFollow(caller) }
    ) { $0.packages.compactMap(event) }
  }

  private func event(_ package: Package) -> LiveEvent? {
    package.change.map { change in
      var writer = JSONWriter()
      view(package, .clerk).write(to: &writer)
      return LiveEvent(change, "package", String(decoding: writer.bytes, as: UTF8.self))
    }
  }

  /// A stream may last longer than a manager's rights do.
  func mayFollow(_ caller: Caller) async throws -> Bool {
    do {
      let caller = try await admit(caller)
      return caller.has(.clerk) || caller.has(.manager)
    } catch is Problem {
      return false
    }
  }
}
