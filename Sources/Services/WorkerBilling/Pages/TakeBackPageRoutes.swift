import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `/earnings/lines/{id}/take-back`: a line, whole, for a reason that the worker reads.
  func addTakingBack(to routes: PageRoutes) {
    routes.form(
      "/earnings/lines/{id}/take-back", for: .manager, show: takeBackPage
    ) { visit, form in
      let proposal = try await proposedCorrection(
        form, of: try visit.context.id(), by: visit.caller)
      return try await desk.carryOut(proposal, as: "correction", visit, form)
    }
  }

  @Sendable private func takeBackPage(_ visit: Visit) async throws -> Response {
    guard let found = try await database.readOne(FindLine(id: try visit.context.id())) else {
      throw Problem.notFound
    }
    let line = found.line
    let words = try await desk.words(visit, [line.occurredAt], people: [line.party])
    let form = visit.form(
      PageForm(.init("reason")), submit: words.text("take_back"), isDangerous: true,
      back: desk.page(of: line.party).path)
    return visit.page(
      DeskActView(
        [
          .init(words.text("desk_party"), words.name(line.party)),
          .init(words.text("desk_line"), "\(words.what(line)), \(words.time(line.occurredAt))"),
          .init(words.text("desk_why"), words.why(line)),
          .init(words.text("field_amount"), words.amount(line.amount)),
        ],
        [
          try await expected(with: .zero - line.amount, of: line.party, visit),
          desk.needs(line.amount.magnitude, visit),
        ], warning: found.isReversed ? words.text("desk_is_taken_back") : nil, form),
      titleKey: "take_back_title")
  }
}
