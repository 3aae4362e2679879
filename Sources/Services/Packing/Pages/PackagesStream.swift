import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension PackingModule {
  /// `GET /packages/stream`: each package of the page whenever it changes, as the page shows it, and
  /// which are on the page no longer. The changes are those of `/api/packages/stream`.
  @Sendable func streamPage(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.packageViewer(.clerk, .worker)
    let query = visit.request.query()
    let since = query.int("since", 0...Int.max).map(Int64.init)
    let filter = try PackagesFilter(query)
    return try await feed.response(
      visit.context, after: try visit.request.lastEventID() ?? since
    ) { changes, position in
      try await events(changes.packages(after: position), visit, viewer, filter)
    }
  }

  private func events(
    _ packages: [Package], _ visit: Visit, _ viewer: PackageViewer, _ filter: PackagesFilter
  ) async throws -> [UInt8] {
    let known = packages.filter { viewer.workerID == nil || viewer.workerID == $0.workerID }
    let shown = known.filter { filter.shows($0, recently: recently) }
    let days = try await cards(of: shown, visit, viewer, filter)
    let single = days.flatMap { day in
      day.cards.map { card in (card.id, DayView(day: day.day, heading: day.heading, cards: [card]))
      }
    }
    let views = Dictionary(uniqueKeysWithValues: single)
    return known.flatMap { package in
      let id = package.change.map(String.init)
      guard let day = views[package.id.wire] else {
        return ServerSentEvent(id: id, type: "gone", data: "package-\(package.id.wire)").bytes
      }
      let html = visit.fragment(DaysView(days: [day]))
      return ServerSentEvent(id: id, type: "package", data: html).bytes
    }
  }
}

/// A part of the page, for its script.
struct DaysView {
  let days: [DayView]
}
