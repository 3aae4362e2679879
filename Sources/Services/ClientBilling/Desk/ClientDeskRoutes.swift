import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// `/invoices` as managers have it. What is done there goes by the same functions as in REST.
extension ClientBillingModule {
  var desk: Desk {
    Desk(
      .invoices, of: .client,
      [.unpaid, .unknown, .overdue, .corrections, .proposals, .differences], approvals,
      differences, zone: configuration.billing.timeZone
    ) { [database] after, limit in
      try await database.read(ListCorrections(client: nil, after: after, limit: limit))
        .map(DeskCorrection.init)
    }
  }

  /// What the list leads to.
  func addDesk(to routes: PageRoutes) {
    routes.readingQuery.get("/invoices/clients/{id}", for: .manager, use: clientPage)
    addCorrecting(to: routes)
    addRefunding(to: routes)
    desk.addActs(to: routes)
  }

  /// What a client owes and has, the invoices, what was given back, and each line.
  @Sendable private func clientPage(_ visit: Visit) async throws -> Response {
    let client = try await desk.person(try visit.context.id())
    let query = visit.query()
    let lines = try await desk.lines(of: client.id, query, visit) { line, words in
      DeskLink(words.text("desk_correct"), to: desk.act("correct", on: "lines", line.id.wire))
    }
    let summary = try await summary(of: client.id)
    let invoices = try await desk.invoices(of: client.id)
    let words = try await desk.words(visit, [summary.period.endsAt])
    return visit.page(
      DeskPartyView(
        sums(summary, words),
        remarks: [
          words.text("until", ["time": words.time(summary.period.endsAt)]),
          summary.money.method.map { words.text("desk_method", ["method": $0]) }
            ?? words.text("desk_no_method"),
        ],
        [
          (words.text("invoices_issued"), try await desk.table(of: invoices, visit)),
          (
            words.text("desk_payments"),
            try await payments(of: invoices, canRefund: summary.money.credit > .zero, visit)
          ),
          (words.text("desk_refunds"), try await refunds(of: client.id, visit)),
          (words.text("desk_notes"), try await notes(of: client.id, visit)),
        ],
        lines: (words.text("desk_lines"), lines.table),
        list: ListView(
          ListAddress(desk.page(of: client.id), query), next: lines.next,
          lead: client.email,
          empty: EmptyState(words.text("nothing"), hint: words.text("desk_nothing_hint")))),
      titleKey: "client_page", ["name": client.name])
  }

  private func sums(_ summary: Summary, _ words: DeskWords) -> [DeskSums] {
    func sum(_ key: String, _ amount: Money) -> AmountRow {
      AmountRow(words.text(key), words.amount(amount))
    }
    let money = summary.money
    return [
      DeskSums(
        words.text("week"), [sum("charged", money.charged), sum("expected", money.expected)],
        total: sum("expected_total", summary.expectedTotal)),
      DeskSums(
        words.text("owed"),
        [
          sum("due", money.due), sum("desk_credit", money.credit), sum("desk_paid", money.paid),
        ]),
    ]
  }

  private static let mostNotes = 100

  /// What was given back of a client's invoices, which can itself be taken back.
  private func notes(of client: UUID, _ visit: Visit) async throws -> DeskTable {
    let found = try await database.read(
      ListCorrections(client: client, areNotes: true, limit: Self.mostNotes))
    return try await desk.notes(found.map(DeskCorrection.init), visit)
  }
}

extension DeskCorrection {
  init(_ correction: Correction) {
    self.init(
      id: correction.id, party: correction.client, kind: correction.kind,
      amount: correction.amount, number: correction.number, at: correction.at,
      by: correction.by, isTakenBack: correction.isReversed)
  }
}
