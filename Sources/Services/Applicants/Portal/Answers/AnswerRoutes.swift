import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// What the script of a sitting says and asks.
extension ApplicantsPortalModule {
  func addAnswerRoutes(to router: ServiceRouter) {
    router.put("/portal/{token}/answers/{question}", use: saveAnswer)
    router.get("/portal/{token}/time", use: showTime)
  }

  /// Saves one answer as it is given. What is saved last counts, wherever it comes from.
  @Sendable private func saveAnswer(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let link = try link(context)
    let form = try await request.form(context, limit: PortalHead.maxBytes)
    // However long the answer was on its way.
    let now = desk.clock.now()
    let value = form.value("value")
    if value == nil { form.mistake(in: "value", .required) }
    let seen = form.int("seen", 0...Int(Int32.max))
    let sitting = try await runningSitting(link, context, at: now)
    let key = ExactText(context.parameters.get("question") ?? "")
    guard let question = sitting.question(key) else { throw Problem.notFound }
    let given = GivenAnswer(value ?? .null, to: question.asked)
    if let mistake = given.mistake { form.mistake(in: "value", mistake) }
    try form.finish()
    let saved = try await save(given, to: question, link, by: .script, at: now)
    return json(
      SavedView(
        isChanged: saved.outcome == .saved, revision: saved.revision,
        deadline: saved.deadline ?? sitting.deadline, now: now,
        was: given.shownDigest, elsewhere: question.revision > seen ? question.savedAt : nil))
  }

  /// By which the page's clock is set.
  @Sendable private func showTime(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (link, now) = (try link(context), desk.clock.now())
    if let end = try await database.readOne(ReadEnd(link: link, now: now)),
      now < end.acceptUntil
    {
      return json(TimeView(deadline: end.deadline, now: now))
    }
    let record = try await holder(link, context, at: now)
    throw record.attempt == nil ? Problem.notFound : Problem.sittingOver
  }
}

extension ApplicantsPortalModule {
  /// The test that is running.
  ///
  /// - Throws: 409 `attempt-over` once there is nothing more to answer, 404 where none was begun.
  func runningSitting(
    _ link: LinkToken, _ context: RequestScope, at now: Date
  ) async throws -> Sitting {
    if let sitting = try await database.readOne(ReadSitting(link: link, now: now)) {
      return sitting
    }
    let record = try await holder(link, context, at: now)
    throw record.attempt == nil ? Problem.notFound : Problem.sittingOver
  }

  /// - Throws: 409 `attempt-over` for what comes too late, `answer-full` for what is changed too
  ///   often.
  func save(
    _ given: GivenAnswer, to question: Sitting.Question, _ link: LinkToken,
    by sender: SaveAnswer.Sender, at now: Date
  ) async throws -> SaveAnswer.Row {
    let statement = SaveAnswer(
      link: link, question: question.key, value: given.value, by: sender, now: now)
    guard let saved = try await database.execute(statement).first else { throw Problem.notFound }
    desk.metrics.count(saved.outcome)
    switch saved.outcome {
    case .saved, .same: return saved
    case .over: throw Problem.sittingOver
    case .full: throw Problem.answerFull
    case .unknown: throw Problem.notFound
    }
  }
}

/// What the script is told of an answer.
private struct SavedView: JSONWritable {
  /// Else it was that already.
  let isChanged: Bool
  let revision: Int
  let deadline: Date
  let now: Date
  /// What the page's form has to say from now on that it was made with.
  let was: String
  /// When it was changed by somebody else than the page, since the page has heard of it.
  let elsewhere: Date?

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("outcome", isChanged ? "saved" : "same")
    writer.field("revision", revision)
    writer.field("deadline", deadline)
    writer.field("now", now)
    writer.field("was", was)
    writer.field("elsewhere", elsewhere)
    writer.endObject()
  }
}

private struct TimeView: JSONWritable {
  let deadline: Date
  let now: Date

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("deadline", deadline)
    writer.field("now", now)
    writer.endObject()
  }
}
