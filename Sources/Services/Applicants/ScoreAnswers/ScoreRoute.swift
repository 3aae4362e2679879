import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// What answers would be worth; nothing is kept.
  @Sendable
  func scoreAnswers(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let place = try PublishedPlace(context)
    let form = try await request.form(context, limit: TestDocument.maxBytes)
    let number = form.optionalInt("scoring", ScoringRecord.numbers)
    let published = try await find(place, scoring: number)
    let answers = published.paper.answers(form.object("answers"))
    let marks = published.scoring.marks(form.optionalObject("marks"))
    try form.finish()
    return json(
      ScoreView(
        number: number ?? published.version.scoring,
        evaluation: published.scoring.evaluate(answers, marks: marks)))
  }
}
