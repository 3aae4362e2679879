import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `/jobs`: where workers begin. With `from` and `to`, the jobs of those days, to be given up
  ///
  @Sendable func jobsPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let filter = try JobsFilter(query)
    return visit.page(try await view(of: filter, query, visit), titleKey: "own_jobs")
  }

  /// `/jobs/stream`
  @Sendable func jobsStream(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.worker)
    let filter = try JobsFilter(QueryForm(query: nil))
    return try await follow(visit, visit.query()) {
      try await jobsFingerprint(for: viewer)
    } regions: {
      visit.fragment(try await view(of: filter, QueryForm(query: nil), visit))
    }
  }

  private func jobsFingerprint(for viewer: Viewer) async throws -> Int64 {
    try await database.readOne(FingerprintOfWorker(workerID: viewer.workerID)) ?? 0
  }

  private func view(
    of filter: JobsFilter, _ query: QueryForm, _ visit: Visit
  ) async throws -> JobsView {
    let viewer = try visit.context.viewer(.worker)
    // Before the jobs are read: what changes in between comes through the stream as well.
    let seen = try await jobsFingerprint(for: viewer)
    let now = clock.now()
    let page = try await jobs(filter, for: viewer)
    let counts = try await database.read(CountJobs(workerID: viewer.workerID))
    let words = try await words(visit, page.items.map(\.scheduledAt), at: now)
    let isActive = filter.part == nil && filter.days == nil
    return JobsView(
      filter, page.items, counts: counts.reduce(into: [:]) { $0[$1.status] = $1.count }, words,
      address: ListAddress(.jobs, query, "status"), next: page.nextCursor,
      live: LiveMark(
        asOf: words.clock(now), visit.texts,
        stream: isActive ? Fingerprint.address(of: .jobsStream, seen: seen) : nil))
  }

  private func jobs(_ filter: JobsFilter, for viewer: Viewer) async throws -> Page<Order> {
    guard let part = filter.part, filter.days == nil else {
      let days = filter.days ?? .distantPast ..< .distantFuture
      let open = try await database.read(ListOpenJobs(workerID: viewer.workerID, days: days))
      return Page(open.filter(filter.shows), nextCursor: nil)
    }
    let ended = ListEndedJobs(
      workerID: viewer.workerID, status: part.status, after: filter.after,
      limit: JobsFilter.shownAtOnce + 1)
    return Page(
      fetched: try await database.read(ended), limit: JobsFilter.shownAtOnce,
      cursor: JobsFilter.cursor(after:), item: \.self)
  }
}

extension JobsView {
  fileprivate init(
    _ filter: JobsFilter, _ jobs: [Order], counts: [OrderStatus: Int], _ words: OrderWords,
    address: ListAddress, next: String?, live: LiveMark
  ) {
    let hasNext = filter.part == nil && filter.days == nil
    let others = jobs.dropFirst(hasNext ? 1 : 0)
    self.init(
      lead: filter.days.map { _ in
        words.text(jobs.isEmpty ? "jobs_in_days_none" : "jobs_in_days", ["count": "\(jobs.count)"])
      },
      tabs: filter.days == nil ? words.jobTabs(counts, address, filter.part) : nil,
      next: hasNext ? jobs.first.map { words.jobCard($0) } : nil,
      others: others.map { words.jobCard($0, toGiveUpIn: filter.days) },
      heading: words.text(hasNext ? "jobs_later" : "jobs_all"), hasOthers: !others.isEmpty,
      empty: jobs.isEmpty && filter.days == nil
        ? EmptyState(
          words.text(hasNext ? "no_jobs" : "no_jobs_here"),
          hint: words.text(hasNext ? "no_jobs_hint" : "no_jobs_here_hint")) : nil,
      pager: Pager(address, next: next, isBackwards: true), live: live, links: words.linksOfWorker)
  }
}

extension OrderWords {
  fileprivate func jobTabs(
    _ counts: [OrderStatus: Int], _ address: ListAddress, _ current: JobsFilter.Part?
  ) -> Tabs {
    let active = OrderStatus.allCases.filter(\.isOpen).compactMap { counts[$0] }.reduce(0, +)
    return Tabs(
      [
        Tabs.Tab(
          text("jobs_active"), count: active, path: address.with("status", nil).path,
          isCurrent: current == nil)
      ]
        + JobsFilter.Part.allCases.map { part in
          let count = counts[part.status] ?? 0
          return Tabs.Tab(
            text("jobs_\(part.rawValue)"), count: count < CountJobs.many ? count : nil,
            path: address.with("status", part.rawValue).path, isCurrent: part == current)
        })
  }

  fileprivate var linksOfWorker: [CardView.Way] {
    [
      .init(text("link_hours"), path: Address.ownHours.path),
      .init(text("link_absences"), path: Address.ownAbsences.path),
      .init(text("link_packages"), path: Address.packages.path),
      .init(text("link_earnings"), path: Address.earnings.path),
      .init(text("link_own_details"), path: Address.ownWork.path),
    ]
  }
}
