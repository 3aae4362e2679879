public import Contracts
public import FoundationEssentials
import HTTPTypes
public import Hummingbird
public import Postgres
public import ServiceKit

/// What managers want done with money: at once, or once a second one agrees. How it is done is
/// the side's to say.
public struct Approvals: Sendable {
  /// What has been done, as managers see it.
  public typealias Done = any JSONWritable & Sendable
  /// Does what a proposal wants; its id is that of what comes of it, so it is done once, however many
  /// approve.
  public typealias Act = @Sendable (Proposal, Transaction, _ now: Date) async throws -> Done
  /// Refuses what could not be done if it were approved at once.
  public typealias Check = @Sendable (Proposal, Transaction) async throws -> Void

  /// What came of what a manager wants.
  public enum Outcome: Sendable {
    case done(Done)
    case waits(Proposal)
  }

  let database: PostgresClient
  let refusals: Refusals
  let clock: Clock
  let limit: Money?
  /// As the side names whose money it is: `client_id` or `worker_id`.
  let party: String
  private let check: Check
  private let act: Act

  /// - Parameters:
  ///   - limit: above it a second manager has to agree; nil: never.
  ///   - check: before something waits for that manager.
  public init(
    _ database: PostgresClient, _ refusals: Refusals, clock: Clock, above limit: Money?,
    party: String, proposing check: @escaping Check, act: @escaping Act
  ) {
    self.database = database
    self.refusals = refusals
    self.clock = clock
    self.limit = limit
    self.party = party
    self.check = check
    self.act = act
  }

  /// Whether a second manager has to agree.
  func needsSecond(for amount: Money) -> Bool { limit.map { amount > $0 } ?? false }

  /// Does what a manager wants, or has it wait for a second one.
  ///
  /// - Parameter answer: what is answered; nil: as REST says it, 201 or 202.
  /// - Throws: what the side refuses.
  public func carryOut(
    _ proposal: Proposal, under key: IdempotencyKey, at now: Date,
    answer: (@Sendable (Outcome) -> StoredAnswer)? = nil
  ) async throws -> Response {
    try await database.withIdempotency(key, at: now) { transaction in
      let outcome: Outcome
      if needsSecond(for: proposal.amount) {
        try await check(proposal, transaction)
        transaction.enqueue(Propose(proposal))
        outcome = .waits(proposal)
      } else {
        outcome = .done(try await act(proposal, transaction, now))
      }
      return answer?(outcome) ?? told(outcome)
    }
  }

  private func told(_ outcome: Outcome) -> StoredAnswer {
    switch outcome {
    case .done(let done): StoredAnswer(done, status: .created)
    case .waits(let proposal):
      StoredAnswer(ProposalView(proposal, party: party), status: .accepted)
    }
  }

  /// Approves a proposal, which is then done, or withdraws it.
  ///
  /// - Parameter answer: what is answered; nil: the proposal.
  /// - Throws: 404 for none, 409 for the own one (`four-eyes`) or one that is decided, and what the
  ///   side refuses: then it waits on.
  public func decide(
    _ id: UUID, _ decision: Proposal.Decision, by caller: Caller, under key: IdempotencyKey?,
    at now: Date, answer: (@Sendable (Proposal) -> StoredAnswer)? = nil
  ) async throws -> Response {
    try await database.withIdempotency(key, at: now) { transaction in
      let decided = try await transaction.one(Decide(id, decision, by: caller.subject, at: now))
      guard let decided else { throw try await refusal(of: id, to: caller, transaction) }
      if decision == .approved { _ = try await act(decided, transaction, now) }
      return answer?(decided) ?? StoredAnswer(ProposalView(decided, party: party))
    }
  }

  /// Why a proposal could not be decided.
  private func refusal(
    of id: UUID, to caller: Caller, _ transaction: Transaction
  ) async throws -> Problem {
    guard let found = try await transaction.one(FindProposal(id: id)) else { return .notFound }
    return found.decision == nil && found.proposedBy == caller.subject ? .fourEyes : .decided
  }
}

extension Problem {
  fileprivate static let fourEyes = Problem(
    .conflict, "four-eyes", title: "Somebody else has to agree",
    detail: "You proposed this yourself. Another manager can approve it.")
  fileprivate static let decided = Problem(
    .conflict, "wrong-state", title: "Somebody was faster",
    detail: "This proposal has been decided already.")
}
