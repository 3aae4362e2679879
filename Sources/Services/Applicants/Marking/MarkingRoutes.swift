import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addMarkingRoutes(to router: ServiceRouter) {
    router.post("/api/marking/next", use: takeNextAnswer)
    router.put("/api/attempts/{id}/marks/{question}", use: markAnswer)
  }

  /// 204: nothing waits, or others have it.
  @Sendable private func takeNextAnswer(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    try await request.optionalForm(context).finish()
    guard let task = try await nextAnswer(for: manager.subject) else {
      return StoredAnswer.noContent.response()
    }
    return json(task, etag: task.mark.version)
  }

  /// The answer that has waited longest, which nobody else gets for a while; nil: nothing waits, or
  /// others have it.
  func nextAnswer(for manager: ExactText) async throws -> MarkingTask? {
    let now = clock.now()
    return try await database.withTransaction { transaction in
      let claim = ClaimMark(
        manager: manager, now: now, until: now.addingTimeInterval(Mark.claimSeconds))
      guard let mark = try await transaction.one(claim) else { return nil }
      let sitting = try await transaction.sitting(of: mark.attempt)
      guard let task = MarkingTask(mark, sitting) else {
        throw Problem.internalError(cause: "no text to mark: \(mark.attempt) \(mark.question)")
      }
      return task
    }
  }

  @Sendable private func markAnswer(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let attempt = try context.id()
    let question = try context.questionName()
    let precondition = try request.requireIfMatch()
    let form = try await request.form(context)
    let (points, comment) = Mark.read(form)
    try form.finish()
    let mark = try await mark(
      question, of: attempt, points, comment, if: precondition, by: manager.subject)
    return json(mark, etag: mark.version)
  }

  /// Gives points for an answer. The last one that an attempt waits for has it scored.
  ///
  /// - Throws: 400 for more points than the question has; 409 while another manager has the answer,
  ///   or where none is waited for.
  func mark(
    _ question: ExactText, of attempt: UUID, _ points: Int, _ comment: String?,
    if precondition: Precondition, by manager: ExactText
  ) async throws -> Mark {
    let now = clock.now()
    let mark = try await database.withTransaction { transaction in
      let locked = try await transaction.lock(Attempt.self, attempt)
      guard var mark = try await transaction.one(LockMark(attempt: attempt, question: question))
      else { throw Problem.notFound }
      guard locked.status == .marking else { throw Problem.marksFixed }
      try precondition.check(mark.version)
      if mark.isClaimed(from: manager, at: now) { throw Problem.beingMarked }
      let greatest = try await transaction.sitting(of: attempt).text(question)?.greatest ?? 0
      guard points <= greatest else {
        throw Problem.badInput([Mistake("/points", .outOfRange(0...greatest))])
      }
      mark.give(points, comment, by: manager, at: now)
      let waiting = try await transaction.one(WriteMark(mark: mark)) ?? 0
      if waiting == 0 { transaction.write(locked.toBeScored(at: now)) }
      return mark
    }
    scoring.wake()
    return mark
  }
}

extension RequestScope {
  /// The path's question.
  ///
  /// - Throws: 404 unless one can be called so.
  fileprivate func questionName() throws -> ExactText {
    guard let name = coreContext.parameters.get("question"),
      name.wholeMatch(of: /[1-5]\.[a-z0-9_]{1,40}/) != nil
    else { throw Problem.notFound }
    return ExactText(name)
  }
}

extension Mark {
  /// What is given, as a form has it.
  static func read(_ form: Form) -> (points: Int, comment: String?) {
    (
      form.int("points", 0...ScoringRule.fullPoints.upperBound),
      form.optionalText("comment", commentLength)
    )
  }

  fileprivate mutating func give(
    _ points: Int, _ comment: String?, by manager: ExactText, at now: Date
  ) {
    self.points = points
    self.comment = comment
    markedBy = manager
    markedAt = now
    version += 1
  }
}

extension Attempt {
  /// The same, due to be scored as if nobody had tried yet.
  func toBeScored(at now: Date) -> Attempt {
    var attempt = self
    attempt.status = .handedIn
    attempt.tries = 0
    attempt.failure = nil
    attempt.nextAt = now
    return attempt
  }
}
