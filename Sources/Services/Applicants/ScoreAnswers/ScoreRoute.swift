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
    let number = form.optionalInt("scoring", 1...Int(Int32.max)).map(Int32.init)
    guard let published = try await database.readOne(place.find(scoring: number)) else {
      throw Problem.notFound
    }
    let answers = published.paper.answers(form.object("answers"))
    let marks = published.scoring.marks(form.optionalObject("marks"))
    try form.finish()
    return json(
      ScoreView(
        number: number.map(Int.init) ?? published.version.scoring,
        evaluation: published.scoring.evaluate(answers, marks: marks)))
  }
}
