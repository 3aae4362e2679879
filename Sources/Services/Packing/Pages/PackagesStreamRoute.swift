import Contracts
import Hummingbird
import ServiceKit

extension PackingModule {
  /// `GET /packages/stream`: each package of the page whenever it changes, as the page shows it, and
  /// which are on the page no longer. The changes are those of `/api/packages/stream`.
  @Sendable func streamPage(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.packageViewer(.clerk, .manager, .worker)
    let query = visit.query()
    let since = query.int("since", 0...Int.max).map(Int64.init)
    let filter = try PackagesFilter(query, for: viewer)
    return try await feed.response(
      visit.context, after: try visit.request.lastEventID() ?? since,
      as: .page(visit.language, filter),
      while: {
        guard viewer.role == .manager else { return true }
        return try await mayFollow(visit.caller)
      }
    ) { try await events($0, visit, filter) }
  }

  /// Which are gone, then all that has a new state.
  private func events(
    _ details: PackageDetails, _ visit: Visit, _ filter: PackagesFilter
  ) async throws -> [LiveEvent] {
    let worker = filter.viewer.workerID
    let known = details.packages.filter { worker == nil || worker == $0.workerID }
    guard let last = known.last?.change else { return [] }
    var shown = details
    let recently = recently
    shown.packages = known.filter { filter.shows($0, recently: recently) }
    let gone = known.filter { !filter.shows($0, recently: recently) }.compactMap { package in
      package.change.map { LiveEvent($0, "gone", "package-\(package.id.wire)") }
    }
    return gone + [LiveEvent(last, "region", visit.fragment(try await view(shown, visit, filter)))]
  }
}
