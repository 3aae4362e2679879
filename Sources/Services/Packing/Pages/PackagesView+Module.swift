import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension PackingModule {
  /// Some packages as a page shows them, and what stands around them.
  func view(
    _ packages: [Package], of details: PackageDetails, _ texts: LocalTexts,
    _ viewer: PackageViewer, _ filter: PackagesFilter
  ) async throws -> PackagesView {
    let forClerk = viewer.role == .clerk
    let counts = try await count(viewer, filter)
    return PackagesView(
      groups: rows(details, texts, viewer).groups(packages), forClerk: forClerk,
      lead: forClerk ? lead(counts, texts) : texts.text("own_lead"),
      pickUpColumn: texts.text(forClerk ? "column_pick_up" : "own_column_pick_up"),
      titleColumn: texts.text(forClerk ? "column_worker" : "column_job"),
      live: LiveMark(asOf: details.time(details.now), texts),
      tabs: tabs(counts, texts, viewer, filter),
      filter: forClerk
        ? FilterBar(
          Address.packages.path, label: texts.text("search"), sought: filter.name ?? "",
          keeping: filter.part.map { [("status", $0.rawValue)] } ?? []) : nil,
      empty: EmptyState(
        texts.text("nothing"), hint: texts.text(forClerk ? "nothing_hint" : "own_nothing_hint")),
      back: filter.path())
  }

  func rows(
    _ details: PackageDetails, _ texts: LocalTexts, _ viewer: PackageViewer
  ) -> PackageRows {
    PackageRows(
      texts: texts, details: details, role: viewer.role, takeBack: configuration.takeBack)
  }

  private func count(
    _ viewer: PackageViewer, _ filter: PackagesFilter
  ) async throws -> PackageCounts {
    let count = CountPackages(
      recently: recently, now: clock.now(), worker: viewer.workerID,
      name: filter.name.map(LikePattern.init))
    return try await database.readOne(count) ?? PackageCounts(parts: [:], open: 0, late: 0)
  }

  private func lead(_ counts: PackageCounts, _ texts: LocalTexts) -> String {
    texts.text(
      counts.late > 0 ? "lead_late" : "lead",
      ["count": String(counts.open), "late": String(counts.late)])
  }

  private func tabs(
    _ counts: PackageCounts, _ texts: LocalTexts, _ viewer: PackageViewer,
    _ filter: PackagesFilter
  ) -> Tabs {
    // What is unpacked is nothing to a worker.
    let (words, known): (String, [PackagesFilter.Part]) =
      viewer.role == .clerk
      ? ("filter", PackagesFilter.Part.allCases) : ("own_filter", [.toPack, .ready, .issued])
    let parts: [PackagesFilter.Part?] = [nil] + known
    return Tabs(
      parts.map { part in
        Tabs.Tab(
          texts.text(part.map { "\(words)_\($0.rawValue)" } ?? "all"),
          count: part.map { counts.parts[$0] ?? 0 } ?? counts.open,
          path: PackagesFilter(name: filter.name, part: part).path(),
          isCurrent: part == filter.part)
      })
  }
}
