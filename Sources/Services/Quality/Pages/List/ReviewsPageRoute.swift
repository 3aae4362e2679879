import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// A part of the list of reviews.
enum ReviewsTab: String, CaseIterable, Sendable {
  case mine, open, overdue, closed
}

extension ReviewFilter {
  /// What a part of the list has; nil: all, to look for something.
  init(_ tab: ReviewsTab?, text: LikePattern?, by caller: Caller, at now: Date) {
    self.init(text: text, manager: UUID(uuidString: caller.subject.text), now: now)
    switch tab {
    case .mine: (state, isMine) = (.taken, true)
    case .open: state = .open
    case .overdue: isOverdue = true
    case .closed: state = .closed
    case nil: break
    }
  }
}

extension QualityModule {
  private static let reviewsAPage = 50

  /// `/reviews`: without a part, what the reader has in hand; what is looked for is looked for
  /// everywhere.
  @Sendable func reviewsPage(_ visit: Visit) async throws -> Response {
    let (query, now) = (visit.query(), clock.now())
    let chosen = query.choice("tab", ReviewsTab.self)
    let text = query.search().map(LikePattern.init)
    let after = query.cursor("review-pages", Date.self, UUID.self)
    try query.finish()
    let tab = chosen ?? (text == nil ? .mine : nil)
    let filter = ReviewFilter(tab, text: text, by: visit.caller, at: now)
    let asked = ReviewPage(
      filter: filter, after: after.map { (at: $0.0, id: $0.1) }, limit: Self.reviewsAPage + 1)
    let page = Page(fetched: try await reviews(asked), limit: Self.reviewsAPage) {
      let place = asked.place(of: $0)
      return Cursor.encode("review-pages", place.at, place.id)
    } item: {
      $0
    }
    let words = try await words(visit, page.items.flatMap(\.times))
    let address = ListAddress(.reviewPages, query, "tab", "q")
    let isClosed = filter.isOfClosed
    return visit.page(
      ReviewsView(
        list: ListView(
          address, next: page.nextCursor, search: visit.search(words.text("search")),
          tabs: try await tabs(words, current: tab, visit.caller),
          empty: words.emptiness(tab, isSearch: text != nil)),
        load: words.load(try await shares()),
        timeColumn: words.text(isClosed ? "column_closed" : "column_due"),
        rows: page.items.map { words.row($0, isClosed: isClosed, at: now) },
        csv: page.items.isEmpty ? nil : address.at(.reviewsFile).with("cursor", nil).path),
      titleKey: "reviews")
  }

  /// `/reviews/file`: the same part of the list for a table, from its start; `Link` leads to what one
  /// file does not hold.
  @Sendable func reviewsFile(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let after = query.cursor("review-pages", Date.self, UUID.self)
    let chosen = query.choice("tab", ReviewsTab.self)
    let text = query.search().map(LikePattern.init)
    try query.finish()
    let tab = chosen ?? (text == nil ? .mine : nil)
    let filter = ReviewFilter(tab, text: text, by: visit.caller, at: clock.now())
    let asked = ReviewPage(
      filter: filter, after: after.map { (at: $0.0, id: $0.1) }, limit: Self.mostInFile + 1)
    let page = Page(fetched: try await reviews(asked), limit: Self.mostInFile) {
      let place = asked.place(of: $0)
      return Cursor.encode("review-pages", place.at, place.id)
    } item: {
      ReviewTable.cells($0)
    }
    return csv(
      ReviewTable.columns, page.items, named: "reviews", next: page.nextCursor, for: visit.request)
  }

  /// As many lines one file has; the texts `as_csv` say so.
  static let mostInFile = 10_000

  private func tabs(
    _ words: PageWords, current: ReviewsTab?, _ caller: Caller
  ) async throws -> Tabs {
    let counts = try await counts(for: caller)
    func count(_ tab: ReviewsTab) -> Int {
      switch tab {
      case .mine: counts.mine
      case .open: counts.open
      case .overdue: counts.overdue
      case .closed: counts.closed
      }
    }
    let address = ListAddress(.reviewPages, QueryForm(query: nil))
    return Tabs(
      ReviewsTab.allCases.map { tab in
        Tabs.Tab(
          words.text("tab_\(tab.rawValue)"), count: count(tab),
          path: address.with("tab", tab == .mine ? nil : tab.rawValue).path,
          isCurrent: tab == current)
      })
  }
}

extension PageWords {
  fileprivate func emptiness(_ tab: ReviewsTab?, isSearch: Bool) -> EmptyState {
    let key = tab.map { isSearch ? "nothing_found" : "empty_\($0.rawValue)" } ?? "nothing_found"
    return EmptyState(text(key), hint: text("\(key)_hint"))
  }

  fileprivate func load(_ shares: [ManagersShare]) -> ReviewsView.Load? {
    guard !shares.isEmpty else { return nil }
    let (inHand, closed) = shares.reduce((0, 0)) { ($0.0 + $1.inHand, $0.1 + $1.closed) }
    return ReviewsView.Load(
      sum: text("load_sum", ["inHand": "\(inHand)", "closed": "\(closed)"]),
      managers: shares.map {
        .init(name: $0.name, inHand: "\($0.inHand)", closed: "\($0.closed)")
      })
  }

  fileprivate func row(_ record: ReviewRecord, isClosed: Bool, at now: Date) -> ReviewsView.Row {
    let (review, order) = (record.review, record.order)
    return ReviewsView.Row(
      path: Address.page(ofReview: review.id).path, service: order.serviceTypeName,
      outcome: outcome(of: order), reason: order.reason.map(reason), worker: order.workerName,
      client: order.clientName,
      time: time(isClosed ? review.closedAt ?? review.dueAt : review.dueAt),
      lateness: lateness(review, at: now), origin: origin(review.origin),
      holder: (review.assignee ?? review.closedBy).map(manager))
  }
}
