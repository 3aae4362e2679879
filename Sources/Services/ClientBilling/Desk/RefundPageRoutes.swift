import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `/invoices/payments/{id}/refund`: a payment is given back, whole or in part, shown with what comes
  /// of it before it is done.
  func addRefunding(to routes: PageRoutes) {
    routes.form(
      "/invoices/payments/{id}/refund", for: .manager, show: refundPage
    ) { visit, form in
      let isConfirmed = form.isConfirmed
      let proposal = try await proposedRefund(form, of: try visit.context.id(), by: visit.caller)
      if isConfirmed {
        return try await desk.carryOut(proposal, as: "refund", visit, form)
      }
      guard let id = proposal.payment,
        let payment = try await database.readOne(FindPayment(id: id))
      else { throw Problem.notFound }
      let credit = try await summary(of: proposal.party).money.credit
      try refuse(proposal.amount, of: payment.receipt, beyond: min(credit, payment.left))
      let amount = proposal.amount.words(in: visit.language)
      return desk.confirmation(
        of: proposal, typed: [("amount", "\(proposal.amount)")],
        [.init(visit.texts.text("desk_amount"), amount)],
        [
          visit.texts.text(
            "refund_consequence",
            [
              "amount": amount,
              "credit": (credit - proposal.amount).words(in: visit.language),
            ])
        ], submit: visit.texts.text("refund_do", ["amount": amount]), titleKey: "refund_title",
        visit)
    }
  }

  @Sendable private func refundPage(_ visit: Visit) async throws -> Response {
    guard let found = try await database.readOne(FindPayment(id: try visit.context.id())) else {
      throw Problem.notFound
    }
    let payment = found.receipt
    let words = try await desk.words(visit, [payment.occurredAt], people: [payment.party])
    let credit = try await summary(of: payment.party).money.credit
    let form = visit.form(
      PageForm(.init("amount", refusedBy: ["nothing-to-refund"]), .init("reason")),
      submit: words.text("refund_show"), back: desk.page(of: payment.party).path)
    return visit.page(
      DeskActView(
        [
          .init(words.text("desk_party"), words.name(payment.party)),
          .init(words.text("desk_paid_on"), words.time(payment.occurredAt)),
          .init(words.text("desk_amount"), words.amount(payment.amount)),
          .init(words.text("desk_left"), words.amount(found.left)),
          .init(words.text("desk_credit"), words.amount(credit)),
        ],
        [words.text("refund_lead", ["most": words.amount(min(found.left, credit))])],
        warning: min(found.left, credit) == .zero ? words.text("refund_none") : nil, form),
      titleKey: "refund_title")
  }

  /// The payments that came for some invoices, each of which can be given back while there is credit, and
  /// something left of it.
  func payments(
    of invoices: [ListedInvoice], canRefund: Bool, _ visit: Visit
  ) async throws -> DeskTable {
    let money = try await database.money(of: invoices.map(\.invoice.id))
    let found = invoices.flatMap { listed in
      (money[listed.invoice.id]?.payments ?? []).map { (listed.invoice, $0) }
    }
    let words = try await desk.words(
      visit, found.flatMap { [$0.1.at] + [$0.1.returnedAt].compactMap(\.self) })
    return DeskTable(
      [
        .number("desk_invoice"), .text("desk_paid_on"), .text("desk_paid_by"),
        .amount("desk_amount"),
      ],
      found.map { invoice, payment in
        DeskTable.Row(
          DeskTable.Cell("\(invoice.number)", to: desk.invoice(invoice.id).path),
          [
            DeskTable.Cell(
              words.time(payment.at),
              note: payment.returnedAt.map { words.text("desk_back", ["time": words.time($0)]) }),
            DeskTable.Cell(payment.by.label ?? words.text("desk_adapter_\(payment.by.adapter)")),
            DeskTable.Cell(words.amount(payment.amount)),
          ],
          acts: canRefund && payment.left > .zero && adapter(named: payment.by.adapter) != nil
            ? [
              DeskLink(
                words.text("desk_refund"),
                to: desk.act("refund", on: "payments", payment.id.wire))
            ] : [])
      }, visit.texts)
  }

  private static let mostRefunds = 24

  /// What became of a client's refunds, the newest first.
  func refunds(of client: UUID, _ visit: Visit) async throws -> DeskTable {
    let found = try await database.read(
      ListRefunds(of: client, limit: Self.mostRefunds))
    let words = try await desk.words(
      visit, found.map(\.refund.madeAt), subjects: found.compactMap(\.attempt.by.subject))
    return DeskTable(
      [
        .number("desk_invoice"), .text("desk_why"), .text("desk_by"), .text("desk_state"),
        .amount("desk_amount"),
      ],
      found.map { row in
        DeskTable.Row(
          DeskTable.Cell("\(row.invoice)", to: desk.invoice(row.refund.invoice).path),
          [
            DeskTable.Cell(row.attempt.text),
            DeskTable.Cell(
              row.attempt.by.subject.map { words.name($0) } ?? "",
              note: words.time(row.refund.madeAt)),
            DeskTable.Cell(mark: RefundView(row: row).state.mark(words)),
            DeskTable.Cell(words.amount(row.refund.amount)),
          ])
      }, visit.texts)
  }
}

extension RefundView.State {
  fileprivate func mark(_ words: DeskWords) -> StatusMark {
    let kind: StatusMark.Kind =
      switch self {
      case .underWay: .underWay
      case .paid: .done
      case .failed: .failed
      }
    return StatusMark(kind, words.text("refund_\(rawValue)"))
  }
}
