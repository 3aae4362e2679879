import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `/invoices/lines/{id}/correct`: a line or a credit note is taken back, or something given back of
  /// it, shown with what comes of it before it is done.
  func addCorrecting(to routes: PageRoutes) {
    routes.form(
      "/invoices/lines/{id}/correct", for: .manager, show: correctPage
    ) { visit, form in
      let isConfirmed = form.isConfirmed
      let wanted = try await proposedCorrection(
        form, of: try visit.context.id(), by: visit.caller)
      let proposal = wanted.proposal
      if isConfirmed {
        return try await desk.carryOut(proposal, as: "correction", visit, form)
      }
      try wanted.target.refuse(beyond: proposal.amount)
      let amount = proposal.amount.words(in: visit.language)
      return desk.confirmation(
        of: proposal,
        typed: proposal.act == .allowance ? [("amount", "\(proposal.amount)")] : [],
        try await facts(of: wanted.target, visit) + [
          .init(visit.texts.text("desk_taken"), amount)
        ], [visit.texts.text("correct_\(wanted.target.consequence)", ["amount": amount])],
        submit: visit.texts.text("correct_do", ["amount": amount]), titleKey: "correct_title",
        visit)
    }
  }

  @Sendable private func correctPage(_ visit: Visit) async throws -> Response {
    guard let target = try await correctable(try visit.context.id()) else {
      throw Problem.notFound
    }
    let left = target.left.words(in: visit.language)
    let form = visit.form(
      target.isCharge ? PageForm(.init("amount"), .init("reason")) : PageForm(.init("reason")),
      submit: visit.texts.text("correct_show"), back: desk.page(of: target.client).path)
    return visit.page(
      DeskActView(
        try await facts(of: target, visit),
        [visit.texts.text(target.lead, ["left": left])],
        warning: target.left == .zero ? visit.texts.text("desk_is_taken_back") : nil, form),
      titleKey: "correct_title")
  }

  private func facts(
    of target: Correctable, _ visit: Visit
  ) async throws -> [DeskActView.Fact] {
    let line = target.line
    let words = try await desk.words(visit, [line.occurredAt], people: [line.party])
    return [
      .init(words.text("desk_party"), words.name(line.party)),
      .init(words.text("desk_line"), "\(words.what(line)), \(words.time(line.occurredAt))"),
      .init(words.text("desk_why"), words.why(line)),
      .init(words.text("desk_amount"), words.amount(line.amount)),
    ] + [target.number].compactMap(\.self).map { .init(words.text("desk_note"), "\($0)") }
  }
}

extension Correctable {
  /// The line that it is about.
  fileprivate var line: BillingLine {
    switch self {
    case .line(let found): found.line
    case .note(let found): found.line
    }
  }

  /// A credit note's.
  fileprivate var number: InvoiceNumber? {
    guard case .note(let found) = self else { return nil }
    return found.note.number
  }

  /// How much can be taken back, as texts name it.
  fileprivate var lead: String {
    if !isCharge { return "correct_lead_whole" }
    return left == whole ? "correct_lead" : "correct_lead_part"
  }

  /// What comes of taking it back, as texts name it.
  fileprivate var consequence: String {
    guard case .line(let found) = self, found.line.amount > .zero else { return "again" }
    return found.invoice == nil ? "open" : "invoiced"
  }
}
