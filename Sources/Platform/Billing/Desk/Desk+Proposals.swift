import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension Desk {
  /// What waits for a second manager, the first one first.
  func proposals(at place: ListPlace, _ visit: Visit) async throws -> Rows {
    let found = try await database.read(ListProposals(place))
    let page = place.page(found) { ($0.proposedAt, $0.id) }
    let about = try await subjects(of: page.items)
    let words = try await words(
      visit, page.items.map(\.proposedAt) + about.values.flatMap(\.times),
      people: page.items.map(\.party), subjects: page.items.map(\.proposedBy))
    let table = DeskTable(
      [
        .text("desk_party"), .text("desk_act"), .number("desk_invoice"), .text("desk_why"),
        .text("desk_by"), .amount("desk_amount"),
      ],
      page.items.map { proposal in
        let isOwn = proposal.proposedBy == visit.caller.subject
        let acts = Proposal.Decision.allCases.filter { !isOwn || $0 != .approved }
        return DeskTable.Row(
          DeskTable.Cell(words.name(proposal.party), to: self.page(of: proposal.party).path),
          [
            DeskTable.Cell(
              words.word("desk_act", proposal.act.rawValue), note: words.what(about[proposal.id])),
            cell(of: about[proposal.id]),
            DeskTable.Cell(proposal.why),
            DeskTable.Cell(words.name(proposal.proposedBy), note: words.time(proposal.proposedAt)),
            DeskTable.Cell(words.amount(proposal.amount)),
          ],
          acts: acts.map { decision in
            DeskLink(words.text("desk_\(decision.act)"), to: self.decision(decision, proposal.id))
          }, unless: isOwn ? words.text("desk_own_proposal") : nil)
      }, visit.texts)
    return Rows(table: table, next: page.nextCursor)
  }

  private func decision(_ decision: Proposal.Decision, _ id: UUID) -> Address {
    act(decision.act, on: "proposals", id.wire)
  }

  /// The pages on which a proposal is approved or withdrawn.
  func addDecisions(to routes: PageRoutes) {
    for decision in Proposal.Decision.allCases {
      routes.form(RouterPath(act(decision.act, on: "proposals", "{id}")), for: .manager) { visit in
        try await decisionPage(visit, decision)
      } act: { visit, form in
        try await decide(decision, visit, form)
      }
    }
  }

  private func decide(
    _ decision: Proposal.Decision, _ visit: Visit, _ form: Form
  ) async throws -> Response {
    try form.finish()
    let (id, key) = (try visit.context.id(), try visit.idempotencyKey(form))
    let answer = visit.redirection(to: part(.proposals).path, notice: decision.rawValue)
    return try await approvals.refusals.watching(
      "\(decision)", of: ExactText(id.wire), by: visit.context
    ) {
      try await approvals.decide(
        id, decision, by: visit.caller, under: key, at: clock.now()
      ) { _ in answer }
    }
  }

  /// Money that has been sent has no way back.
  private static func consequence(of decision: Proposal.Decision, _ act: Proposal.Act) -> String {
    let isSent = decision == .approved && act == .refund
    return isSent ? "desk_approve_refund" : "desk_\(decision.act)_consequence"
  }

  private func decisionPage(
    _ visit: Visit, _ decision: Proposal.Decision
  ) async throws -> Response {
    let found = try await database.readOne(FindProposal(id: try visit.context.id()))
    guard let proposal = found else { throw Problem.notFound }
    let about = try await subjects(of: [proposal])[proposal.id]
    let words = try await words(
      visit, [proposal.proposedAt] + (about?.times ?? []), people: [proposal.party],
      subjects: [proposal.proposedBy])
    let isOwn = decision == .approved && proposal.proposedBy == visit.caller.subject
    return visit.page(
      DeskActView(
        facts(about: about, words) + facts(of: proposal, words),
        [
          words.text(
            Self.consequence(of: decision, proposal.act),
            ["name": words.name(proposal.party), "amount": words.amount(proposal.amount)])
        ],
        warning: proposal.decision == nil
          ? isOwn ? words.text("desk_own_proposal") : nil : words.text("desk_is_decided"),
        visit.form(
          submit: words.text("desk_\(decision.act)"), isDangerous: decision == .withdrawn,
          back: part(.proposals).path)),
      titleKey: "desk_\(decision.act)_title")
  }

  private func facts(of proposal: Proposal, _ words: DeskWords) -> [DeskActView.Fact] {
    let by = words.name(proposal.proposedBy)
    return [
      .init(words.text("desk_act"), words.word("desk_act", proposal.act.rawValue)),
      .init(words.text("desk_amount"), words.amount(proposal.amount)),
      .init(words.text("desk_why"), proposal.why),
      .init(words.text("desk_by"), "\(by), \(words.time(proposal.proposedAt))"),
    ]
  }
}

extension Proposal.Decision {
  /// What whoever decides does, as in paths of REST.
  var act: String {
    switch self {
    case .approved: "approve"
    case .withdrawn: "withdraw"
    }
  }
}
