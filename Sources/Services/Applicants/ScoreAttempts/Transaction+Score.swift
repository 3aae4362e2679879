import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension Transaction {
  /// Scores an attempt that is handed in, unless that has been done meanwhile.
  ///
  /// - Throws: what keeps it from being scored.
  func score(_ claim: AttemptToScore, by rule: TopRule, at now: Date) async throws {
    let application = try await lock(Application.self, claim.application)
    var attempt = try await lock(Attempt.self, claim.id)
    guard attempt.status == .handedIn else { return }
    attempt.nextAt = nil
    attempt.failure = nil
    switch attempt.fate(in: application.status) {
    case .void:
      attempt.status = .void
      write(attempt)
    case .score:
      let sitting = try await sitting(of: attempt.id)
      let evaluations = sitting.evaluations
      if let score = SetScore(evaluations) {
        enqueue(KeepPoints(attempt: attempt.id, sitting, evaluations))
        try await finish(attempt, of: application, with: score, by: rule, at: now)
      } else {
        attempt.status = .marking
        enqueue(
          AskForMarks(
            attempt: attempt.id, questions: sitting.unmarked(in: evaluations), now: now))
        write(attempt)
      }
    }
  }

  /// Gives an attempt its place among those that have finished, which it keeps, and notes how it
  /// stands at that moment.
  private func finish(
    _ attempt: Attempt, of application: Application, with score: SetScore, by rule: TopRule,
    at now: Date
  ) async throws {
    guard let ordinal = try await one(TakeOrdinal(group: attempt.group)),
      let before = try await standings(ofGroups: [attempt.group], by: rule).first
    else { throw Problem.notFound }
    let standings = before.adding(points: score.points).standings(by: rule)
    var finished = attempt
    finished.status = .finished
    finished.score = score
    finished.ordinal = ordinal
    finished.finishedAt = now
    finished.standing = StandingNow(score, ordinal: ordinal, last: ordinal, among: standings)
    write(finished)
    try await tell(application, of: finished, before: attempt.standing, at: now)
  }

  /// The application is tested, which its applicant is told unless it is decided; if it had been
  /// before, only its history says that it was scored again, and how it stood.
  private func tell(
    _ application: Application, of attempt: Attempt, before: StandingNow?, at now: Date
  ) async throws {
    var tested = application
    let id = JSONValue.string(attempt.id.wire)
    let after = attempt.standing?.json ?? .null
    if let before {
      let facts: JSONValue = ["attempt": id, "before": before.json, "after": after]
      _ = try await record(
        tested, ApplicationStep(.rescored, by: .applicants, facts: facts), publishing: nil,
        at: now)
    } else {
      var step = try tested.finishTest()
      step.facts = ["attempt": id, "standing": after]
      _ = try await record(
        tested, step, publishing: application.status == .invited ? .plain : nil, at: now)
    }
  }
}
