import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension PackingModule {
  /// `GET /packages/stream`: each package of the page whenever it changes, as the page shows it, and
  /// which are on the page no longer. The changes are those of `/api/packages/stream`.
  @Sendable func streamPage(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.packageViewer(.clerk, .worker)
    let query = visit.query()
    let since = query.int("since", 0...Int.max).map(Int64.init)
    let filter = try PackagesFilter(query)
    let form = PackagesForm.page(
      visit.language, search: filter.name.map { ExactText($0) }, filter.part,
      worker: viewer.workerID)
    return try await feed.response(
      visit.context, after: try visit.request.lastEventID() ?? since, as: form
    ) { try await events($0, visit, viewer, filter) }
  }

  /// Which are gone, then all that has a new state.
  private func events(
    _ details: PackageDetails, _ visit: Visit, _ viewer: PackageViewer, _ filter: PackagesFilter
  ) async throws -> [LiveEvent] {
    let known = details.packages.filter {
      viewer.workerID == nil || viewer.workerID == $0.workerID
    }
    guard let last = known.last?.change else { return [] }
    let shown = known.filter { filter.shows($0, recently: recently) }
    let (ids, view) = (
      Set(shown.map(\.id)), try await view(shown, of: details, visit.texts, viewer, filter)
    )
    let gone = known.filter { !ids.contains($0.id) }.compactMap { package in
      package.change.map { LiveEvent($0, "gone", "package-\(package.id.wire)") }
    }
    return gone + [LiveEvent(last, "region", visit.fragment("changes", view))]
  }
}
