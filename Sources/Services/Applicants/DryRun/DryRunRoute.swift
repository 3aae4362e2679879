import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addDryRunRoutes(to router: ServiceRouter) {
    router.post("/api/tests/{id}/versions/{number}/scorings/dry-run", use: tryScoring)
  }

  /// What another scoring would change; nothing is kept.
  @Sendable private func tryScoring(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let place = try PublishedPlace(context)
    let form = try await request.form(context, limit: TestDocument.maxBytes + BodyLimit.form)
    let document = try form.finish(form.testDocument("document"))
    return json(try await dryRun(of: document, on: try await find(place)))
  }

  /// - Parameter document: as the field `document` of a form has it.
  /// - Throws: 409 with each place at which its paper is another.
  func dryRun(of document: TestDocument, on published: PublishedTest) async throws -> DryRun {
    let scoring = try document.scoring(replacing: published.paper, at: "/document")
    let texts = published.paper.questions.filter { $0.type == .text }.map(\.id)
    let attempts = try await database.readAlone(
      FindSatAttempts(
        place: published.version.place, most: configuration.top.window, texts: texts))
    return DryRun(
      attempts, paper: published.paper, from: published.scoring, to: scoring,
      by: configuration.top)
  }
}
