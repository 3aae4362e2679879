import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  /// Proposes a hypothesis, once per key.
  ///
  /// - Throws: 400 with all mistakes; 403 unless who proposes is a known, active manager.
  func propose(
    _ form: Form, by subject: ExactText, _ key: IdempotencyKey?, at now: Date,
    answer: @Sendable (Hypothesis) -> StoredAnswer
  ) async throws -> Response {
    let proposal = HypothesisChange(form, isNew: true)
    func propose() async throws -> Response {
      let nothing = Hypothesis(id: .v7(at: now), by: UUID(uuidString: subject.text), at: now)
      let proposed = proposal.applied(to: nothing)
      try await check(proposed, insteadOf: nothing, form)
      try form.finish()
      return try await database.withIdempotency(key, at: now) { transaction in
        _ = try await transaction.actingManager(subject, at: now)
        return answer(try await transaction.insert(proposed))
      }
    }
    guard let key else { return try await propose() }
    return try await database.withStoredAnswer(for: key, at: now, or: propose)
  }

  /// Changes what is sent of a hypothesis; what is so already stays, and counts as no change.
  ///
  /// - Throws: 400 with all mistakes; 403 unless who changes it is a known, active manager; 404; 409
  ///   for a step that there is not; 412.
  func change(
    _ id: UUID, if precondition: Precondition, _ form: Form, by subject: ExactText,
    _ key: IdempotencyKey? = nil, at now: Date, answer: @Sendable (Hypothesis) -> StoredAnswer
  ) async throws -> Response {
    let change = HypothesisChange(form)
    func changeIt() async throws -> Response {
      let found = try await findHypothesis(id)
      try precondition.check(found.version)
      let changed = change.applied(to: found)
      try await check(changed, insteadOf: found, form)
      try form.finish()
      try found.checkWay(to: changed.status)
      // All that was looked at is of this version.
      return try await database.withIdempotency(key, at: now) { transaction in
        let manager = try await transaction.actingManager(subject, at: now)
        return answer(
          try await transaction.change(
            id, if: .versions([found.version]), change, by: manager.id, at: now))
      }
    }
    guard let key else { return try await changeIt() }
    return try await database.withStoredAnswer(for: key, at: now, or: changeIt)
  }

  /// - Throws: 404 where there is none.
  func findHypothesis(_ id: UUID) async throws -> Hypothesis {
    guard let found = try await database.readOne(FindRow<Hypothesis>(id: id)) else {
      throw Problem.notFound
    }
    return found
  }

  /// Records what is wrong with a hypothesis after a change: what came of it has to be said from a
  /// verdict on; and each review that there is not, and an owner who is no active manager.
  ///
  /// What it has had already stays: managers leave, and what they saw to does not.
  private func check(
    _ hypothesis: Hypothesis, insteadOf before: Hypothesis, _ form: Form
  ) async throws {
    if hypothesis.status.hasEffect, hypothesis.effect == nil {
      form.mistake(in: "effect", .required)
    }
    let added = Set(hypothesis.reviews).subtracting(before.reviews)
    let known = Set(try await database.read(FindKnownReviews(ids: Array(added))))
    for (index, item) in (form.value("reviews")?.array ?? []).enumerated() {
      guard let id = item.string.flatMap(UUID.init(uuidString:)) else { continue }
      if added.contains(id), !known.contains(id) {
        form.mistake(at: "/reviews/\(index)", .noSuchReview)
      }
    }
    guard let owner = hypothesis.owner, owner != before.owner else { return }
    let managers = try await database.read(ListKnownManagers())
    if !managers.contains(where: { $0.isActive && $0.id == owner }) {
      form.mistake(in: "owner", .noSuchManager)
    }
  }
}

extension Transaction {
  fileprivate func insert(_ proposed: Hypothesis) async throws -> Hypothesis {
    var kept = proposed
    kept.number = try await one(InsertHypothesis(hypothesis: proposed)) ?? 0
    record("proposed", kept, insteadOf: nil, by: kept.createdBy, at: kept.createdAt)
    return try await named(kept)
  }

  fileprivate func change(
    _ id: UUID, if precondition: Precondition, _ change: HypothesisChange, by manager: UUID,
    at now: Date
  ) async throws -> Hypothesis {
    guard try await one(LockHypothesis(id: id)) != nil,
      let found = try await one(FindRow<Hypothesis>(id: id))
    else { throw Problem.notFound }
    try precondition.check(found.version)
    let changed = change.applied(to: found)
    guard changed.version != found.version else { return found }
    enqueue(UpdateHypothesis(hypothesis: changed))
    record("changed", changed, insteadOf: found, by: manager, at: now)
    return try await named(changed)
  }

  /// As it is kept, with what its managers are called.
  private func named(_ kept: Hypothesis) async throws -> Hypothesis {
    try await one(FindRow<Hypothesis>(id: kept.id)) ?? kept
  }

  /// Ties and unties reviews, and tells what is otherwise.
  private func record(
    _ event: String, _ now: Hypothesis, insteadOf before: Hypothesis?, by manager: UUID, at: Date
  ) {
    let facts = HypothesisFacts(now, insteadOf: before)
    if !facts.tied.isEmpty { enqueue(TieReviews(hypothesis: now.id, reviews: facts.tied)) }
    if !facts.untied.isEmpty { enqueue(UntieReviews(hypothesis: now.id, reviews: facts.untied)) }
    enqueue(
      RecordHypothesis(hypothesis: now, event: event, facts: JSON(facts), by: manager, at: at))
  }
}
