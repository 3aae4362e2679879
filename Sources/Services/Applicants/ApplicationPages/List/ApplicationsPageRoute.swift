import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  private static let applicationsAPage = 50

  /// `/applications`: without a status, what is open.
  @Sendable func applicationsPage(_ visit: Visit) async throws -> Response {
    let (query, now) = (visit.query(), clock.now())
    var filter = ApplicationFilter(query, by: visit.caller, at: now)
    let isSearch = filter.text != nil
    // What is looked for is looked for everywhere.
    if filter.status == nil && !isSearch { filter.status = .open }
    let after = query.cursor("application-pages", Int.self, Date.self, UUID.self)
    try query.finish()
    let asked = ApplicationPage(
      filter: filter, after: after, limit: Self.applicationsAPage + 1)
    let page = Page(fetched: try await applications(asked), limit: Self.applicationsAPage) {
      let place = asked.place(of: $0)
      return Cursor.encode("application-pages", place.rank, place.at, place.id)
    } item: {
      $0
    }
    let standings = try await standings(of: page.items.compactMap(\.attempt?.id))
    let titles = try await vacancyTitles(
      page.items.map(\.application.vacancyID) + [filter.vacancy].compactMap(\.self),
      visit.language)
    let offered = try await vacancyTitles(visit.language)
    let words = try await words(visit, page.items.map(\.since))
    let address = ListAddress(
      .applicationPages, query, "status", "vacancy", "held_by", "lapsed", "asks_time", "proposed",
      "q")
    let emptiness = isSearch ? "nothing_found" : "no_applications"
    return visit.page(
      ApplicationsView(
        list: ListView(
          address, next: page.nextCursor, search: visit.search(words.text("search")),
          tabs: try await tabs(words, current: isSearch ? nil : filter.status),
          empty: EmptyState(
            words.text(emptiness), hint: words.text("\(emptiness)_hint"))),
        narrowing: narrowing(
          query, titles.merging(offered, uniquingKeysWith: { title, _ in title }), words),
        rows: page.items.map { row in
          words.row(
            row, standing: row.attempt.flatMap { standings[$0.id] },
            vacancy: titles[row.application.vacancyID] ?? "", at: now)
        },
        bulk: page.items.isEmpty || filter.isOfOneDecision
          ? nil
          : ApplicationsView.BulkBar(
            kept: Self.kept(
              query, in: ["vacancy", "held_by", "lapsed", "asks_time", "proposed", "q"])
              + (filter.status.map { [.init(name: "status", value: $0.rawValue)] } ?? []),
            all: words.text("bulk_all")),
        marking: Address.markingPage.path),
      titleKey: "applications")
  }

  private func tabs(_ words: PageWords, current: ListedStatus?) async throws -> Tabs {
    let counts = Dictionary(
      try await database.read(CountOpenApplications()).map { ($0.status, $0.count) },
      uniquingKeysWith: +)
    /// Those that are decided become ever more, and are not counted.
    func count(_ part: ListedStatus) -> Int? {
      guard part.statuses.allSatisfy(\.isOpen) else { return nil }
      return part.statuses.reduce(0) { $0 + (counts[$1] ?? 0) }
    }
    let address = ListAddress(.applicationPages, QueryForm(query: nil))
    return Tabs(
      [ListedStatus.open, .tested, .new, .invited, .accepted, .rejected, .withdrawn].map { status in
        Tabs.Tab(
          words.text("tab_\(status.rawValue)"), count: count(status),
          path: address.with("status", status == .open ? nil : status.rawValue).path,
          isCurrent: status == current)
      })
  }

  private func narrowing(
    _ query: QueryForm, _ vacancies: [UUID: String], _ words: PageWords
  ) -> ApplicationsView.Narrowing {
    let flags = [
      ("held_by", "me"), ("proposed", "true"), ("lapsed", "true"), ("asks_time", "true"),
    ]
    return ApplicationsView.Narrowing(
      path: Address.applicationPages.path, kept: Self.kept(query, in: ["status", "q"]),
      vacancies: [
        .init(value: "", text: words.text("any_vacancy"), isChosen: query.sent("vacancy") == nil)
      ]
        // In the order in which they were entered.
        + vacancies.sorted { $0.key < $1.key }.map { id, title in
          .init(
            value: id.wire, text: title,
            isChosen: UUID(uuidString: query.sent("vacancy") ?? "") == id)
        },
      flags: flags.map { name, value in
        .init(
          name: name, value: value, text: words.text("only_\(name)"),
          isChosen: query.sent(name).map { ExactText($0) } == ExactText(value))
      })
  }

  private static func kept(_ query: QueryForm, in names: [String]) -> [ApplicationsView.Kept] {
    names.compactMap { name in query.sent(name).map { .init(name: name, value: $0) } }
  }
}

extension ApplicationLine {
  /// Since when it counts.
  fileprivate var since: Date { application.confirmedAt ?? application.createdAt }
}

extension PageWords {
  fileprivate func row(
    _ row: ApplicationLine, standing: StandingNow?, vacancy: String, at now: Date
  ) -> ApplicationsView.Row {
    let application = row.application
    // What is decided is proposed no more.
    let asked = application.status == .tested ? standing : nil
    return ApplicationsView.Row(
      id: application.id.wire, name: name(application),
      path: Address.page(ofApplication: application.id).path,
      mark: mark(
        application.status, sitting: row.attempt?.status,
        isLapsed: row.goodUntil.map { $0 <= now } ?? false),
      asksTime: application.asksTime, vacancy: vacancy, since: day(row.since),
      holder: holder(of: application),
      score: standing.map { points($0.points, of: $0.maxPoints) },
      place: standing.flatMap(place),
      proposal: asked.flatMap { $0.isProposed ? mark($0) : nil },
      obstacles: asked.flatMap {
        $0.isProposed ? nil : obstacles($0).joined(separator: "; ")
      },
      tick: text("tick", ["name": name(application)]))
  }
}
