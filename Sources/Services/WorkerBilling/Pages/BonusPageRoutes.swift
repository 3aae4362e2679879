import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

extension WorkerBillingModule {
  /// `/earnings/workers/{id}/bonus`: a bonus, shown with what comes of it before it is given.
  func addBonus(to routes: PageRoutes) {
    routes.form("/earnings/workers/{id}/bonus", for: .manager, show: bonusPage) { visit, form in
      let isConfirmed = form.isConfirmed
      let worker = try await desk.person(try visit.context.id())
      let proposal = try await proposedBonus(form, to: worker.id, by: visit.caller)
      if isConfirmed {
        return try await desk.carryOut(proposal, as: "bonus", visit, form)
      }
      let amount = proposal.amount.words(in: visit.language)
      return desk.confirmation(
        of: proposal, typed: [("amount", "\(proposal.amount)")],
        [
          .init(visit.texts.text("desk_party"), worker.name),
          .init(visit.texts.text("field_amount"), amount),
        ], [try await expected(with: proposal.amount, of: worker.id, visit)],
        submit: visit.texts.text("bonus_of", ["amount": amount]), titleKey: "bonus_title", visit)
    }
  }

  @Sendable private func bonusPage(_ visit: Visit) async throws -> Response {
    let worker = try await desk.person(try visit.context.id())
    let form = visit.form(
      PageForm(.init("amount"), .init("reason")), submit: visit.texts.text("bonus_show"),
      back: desk.page(of: worker.id).path)
    return visit.page(
      DeskActView(
        [.init(visit.texts.text("desk_party"), worker.name)], [visit.texts.text("bonus_lead")],
        form), titleKey: "bonus_title")
  }
}
