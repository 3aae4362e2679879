import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension WorkerBillingModule {
  /// `/earnings`: what a worker will be paid, and why.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try EarningsPages.pages())
    routes.readingQuery.get(RouterPath(.earnings), for: .worker, use: earningsPage)
  }

  private static let pageSize = 50

  @Sendable private func earningsPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let after = query.cursor("earnings", Date.self, UUID.self)
    try query.finish()
    let worker = visit.caller.workerID
    let summary = try await summary(of: worker)
    let found = try await database.lines(
      LineQuery(
        party: worker, from: nil, to: nil, after: after.map { (occurredAt: $0, id: $1) },
        limit: Self.pageSize + 1))
    let lines = Array(found.prefix(Self.pageSize))
    let clocks = try await BusinessTime(database, zone: configuration.timeZone)
      .local(lines.map(\.line.occurredAt) + lines.map(\.endsAt) + [summary.period.endsAt])
    let texts = EarningsTexts(visit.texts, visit.language, clocks)
    let later = found.count > lines.count ? lines.last : nil
    return visit.page(
      EarningsView(
        until: texts.until(summary.period), sums: texts.sums(summary),
        total: summary.total.words(in: visit.language),
        rows: lines.map { texts.row($0, in: summary.period) },
        isEmpty: lines.isEmpty,
        empty: EmptyState(visit.texts.text("nothing"), hint: visit.texts.text("nothing_hint")),
        pager: Pager(
          start: after.map { _ in Address.earnings.path },
          later: later.map {
            let cursor = Cursor.encode("earnings", $0.line.occurredAt, $0.line.id)
            return Address.earnings.path + queryString([("cursor", cursor)])
          })),
      titleKey: "earnings", notice: query.sent("notice"))
  }
}

/// Earnings in words.
private struct EarningsTexts {
  private let texts: LocalTexts
  private let language: Language
  private let clocks: [Date: LocalTime]

  init(_ texts: LocalTexts, _ language: Language, _ clocks: [Date: LocalTime]) {
    self.texts = texts
    self.language = language
    self.clocks = clocks
  }

  func until(_ period: PresentPeriod) -> String {
    texts.text("until", ["time": time(period.endsAt)])
  }

  func sums(_ summary: Summary) -> [EarningsView.Sum] {
    WorkerLineKind.allCases.map { kind in
      EarningsView.Sum(
        label: texts.text("kind_\(kind.rawValue)"),
        amount: summary.amount(kind).words(in: language))
    }
  }

  func row(_ listed: ListedLine, in period: PresentPeriod) -> EarningsView.Row {
    let line = listed.line
    return EarningsView.Row(
      when: time(line.occurredAt),
      what: line.order?.serviceTypeName ?? texts.text("bonus"),
      why: line.order.map(outcome) ?? line.by.why ?? "",
      month: listed.startsAt == period.startsAt
        ? nil : texts.text("month_until", ["time": time(listed.endsAt)]),
      late: listed.isLate ? texts.text("late") : nil, amount: line.amount.words(in: language))
  }

  private func outcome(_ order: BilledOrder) -> String {
    let outcome = texts.text("outcome_\(order.outcome.rawValue)")
    return order.reason.map { "\(outcome): " + texts.text("reason_\($0)") } ?? outcome
  }

  private func time(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return "" }
    return "\(local.day(texts)), \(local.time)"
  }
}
