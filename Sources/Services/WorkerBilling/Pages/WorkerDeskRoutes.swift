import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// `/earnings` as managers have it. What is done there goes by the same functions as in REST.
extension WorkerBillingModule {
  var desk: Desk {
    Desk(
      .earnings, of: .worker, [.failed, .noAccount, .corrections, .proposals, .differences],
      approvals, differences, zone: configuration.billing.timeZone
    ) { [database] after, limit in
      var query = LineQuery(
        party: nil, from: nil, to: nil, after: after.map { (occurredAt: $0.at, id: $0.id) },
        limit: limit)
      query.areCorrections = true
      return try await database.lines(query).map { DeskCorrection($0.line) }
    }
  }

  /// What the list leads to.
  func addDesk(to routes: PageRoutes) {
    routes.readingQuery.get("/earnings/workers/{id}", for: .manager, use: workerPage)
    addSending(to: routes)
    addBonus(to: routes)
    addTakingBack(to: routes)
    desk.addActs(to: routes)
  }

  /// What a worker's month comes to, the payslips, and each line, which can be taken back.
  @Sendable private func workerPage(_ visit: Visit) async throws -> Response {
    let worker = try await desk.person(try visit.context.id())
    let query = visit.query()
    let lines = try await desk.lines(of: worker.id, query, visit) { line, words in
      DeskLink(words.text("take_back"), to: desk.act("take-back", on: "lines", line.id.wire))
    }
    let summary = try await summary(of: worker.id)
    let texts = try await texts(visit, [], [], and: [summary.period.endsAt])
    let account =
      summary.account.map { visit.texts.text("desk_account", ["account": $0.masked]) }
      ?? visit.texts.text("desk_no_account")
    return visit.page(
      DeskPartyView(
        act: DeskLink(
          visit.texts.text("give_bonus"), to: desk.page(of: worker.id).below("bonus")),
        [
          DeskSums(
            visit.texts.text("month"),
            texts.sums(summary.earnings, carriedIn: summary.carriedIn),
            total: AmountRow(visit.texts.text("expected"), texts.amount(summary.expected)))
        ], remarks: [texts.until(summary.period), account],
        [
          (
            visit.texts.text("payslips"),
            try await desk.table(of: desk.invoices(of: worker.id), visit)
          )
        ],
        lines: (visit.texts.text("jobs"), lines.table),
        list: ListView(
          ListAddress(desk.page(of: worker.id), query), next: lines.next,
          lead: worker.email,
          empty: EmptyState(
            visit.texts.text("nothing"), hint: visit.texts.text("desk_nothing_hint")))),
      titleKey: "worker_page", ["name": worker.name])
  }

  /// What a month would be paid out as with another amount in it.
  func expected(with amount: Money, of worker: UUID, _ visit: Visit) async throws -> String {
    let summary = try await summary(of: worker)
    let comes = max(summary.earnings.total + summary.carriedIn + amount, .zero)
    return visit.texts.text(
      "worker_will_have",
      [
        "now": summary.expected.words(in: visit.language), "then": comes.words(in: visit.language),
      ])
  }
}

extension DeskCorrection {
  fileprivate init(_ line: BillingLine) {
    self.init(
      id: line.id, party: line.party, kind: line.kind, what: line.order?.serviceTypeName,
      amount: line.amount, at: line.occurredAt, by: line.by)
  }
}
