import Contracts
import Postgres
import ServiceKit

extension PackingModule {
  /// Some packages as a page shows them, and what stands around them.
  ///
  /// - Parameters:
  ///   - next: the cursor of what comes after them; nil: nothing does.
  ///   - since: the change that the page's stream goes on after; nil: it has none.
  func view(
    _ details: PackageDetails, _ visit: Visit, _ filter: PackagesFilter, next: String? = nil,
    since: Int64? = nil
  ) async throws -> PackagesView {
    let rows = PackageRows(
      texts: visit.texts, details: details, role: filter.viewer.role,
      takeBack: configuration.takeBack)
    let address = ListAddress(.packages, visit.query(), "q", "status")
    let live = LiveMark(
      asOf: details.time(details.now), visit.texts,
      stream: since.map { address.at(.packagesStream).with("since", String($0)).path },
      until: next == nil ? nil : details.packages.last.map(rows.order))
    let counts = try await count(filter)
    return PackagesView(
      groups: rows.groups(), forClerk: rows.forClerk,
      pickUpColumn: rows.said("column_pick_up"), titleColumn: rows.said("column_title"),
      list: ListView(
        address, next: next, lead: lead(counts, rows),
        search: rows.isEverybodys
          ? visit.search(rows.said("column_title"), ofAtLeast: nil) : nil,
        tabs: tabs(counts, rows, address, filter.part), live: live,
        empty: EmptyState(rows.said("nothing"), hint: rows.said("nothing_hint"))),
      back: address.path)
  }

  private func count(_ filter: PackagesFilter) async throws -> PackageCounts {
    let count = CountPackages(
      recently: recently, now: clock.now(), worker: filter.viewer.workerID, name: filter.pattern)
    return try await database.readOne(count) ?? PackageCounts(parts: [:], open: 0, late: 0)
  }

  private func lead(_ counts: PackageCounts, _ rows: PackageRows) -> String {
    rows.said(
      rows.isEverybodys && counts.late > 0 ? "lead_late" : "lead",
      ["count": String(counts.open), "late": String(counts.late)])
  }

  private func tabs(
    _ counts: PackageCounts, _ rows: PackageRows, _ address: ListAddress,
    _ current: PackagesFilter.Part?
  ) -> Tabs {
    // What is unpacked is nothing to a worker.
    let parts = PackagesFilter.Part.allCases.filter { rows.isEverybodys || $0 != .unpacked }
    return Tabs(
      ([nil] + parts).map { part in
        Tabs.Tab(
          rows.said(part.map { "filter_\($0.rawValue)" } ?? "all"),
          count: part.map { counts.parts[$0] ?? 0 } ?? counts.open,
          path: address.with("status", part?.rawValue).path, isCurrent: part == current)
      })
  }
}
