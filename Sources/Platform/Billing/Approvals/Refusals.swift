public import Contracts
import FoundationEssentials
import HTTPTypes
import Metrics
public import Postgres
public import ServiceKit

/// Acts on money that were refused, kept with who, when and why.
public struct Refusals: Sendable {
  static let refused = Metric<Counter>(
    "mcf_money_refusals_total", by: "act", "why",
    meaning: "acts on money that were refused: what was wanted, and the problem's name")

  public static let statements: [any Statement.Type] = [
    KeepRefusal.self, Propose.self, Decide.self, FindProposal.self, ListProposals.self,
  ]
  public static let metrics: [any DescribedMetric] = [refused]

  private let database: PostgresClient
  private let clock: Clock

  public init(_ database: PostgresClient, clock: Clock) {
    self.database = database
    self.clock = clock
  }

  /// Does what is wanted. A refusal, which is a 403 or a 409, is written down in a transaction of its
  /// own before it is told. Of two that are sent at once the second one is refused nothing: it is to
  /// come again.
  ///
  /// - Parameters:
  ///   - act: what is wanted, such as `bonus`.
  ///   - subject: of what or for whom.
  public func watching<Answer: Sendable>(
    _ act: String, of subject: ExactText, by scope: RequestScope,
    _ body: () async throws -> Answer
  ) async throws -> Answer {
    try await watching(act, by: scope) { known in
      known = subject
      return try await body()
    }
  }

  /// The same, where what is wanted says of what or for whom it is: `body` names that once it has read
  /// it. What is refused before is kept without.
  public func watching<Answer: Sendable>(
    _ act: String, by scope: RequestScope,
    _ body: (_ subject: inout ExactText) async throws -> Answer
  ) async throws -> Answer {
    var subject: ExactText = ""
    do {
      return try await body(&subject)
    } catch let problem as Problem where problem.isRefusal {
      Self.refused([("act", act), ("why", problem.slug)]).increment()
      let caller = scope.caller
      try await database.execute(
        KeepRefusal(
          who: caller?.id.text ?? "", act: act, subject: subject, why: problem.slug,
          now: clock.now()))
      throw problem
    }
  }
}

extension Problem {
  fileprivate var isRefusal: Bool {
    (status == .forbidden || status == .conflict) && headers[.retryAfter] == nil
  }
}

struct KeepRefusal: Statement {
  static let sql = """
    insert into refusal (id, refused_at, who, act, subject, why)
    values ($1, $2, $3, $4, $5, $6)
    """

  let who: String
  let act: String
  let subject: ExactText
  let why: String
  let now: Date
  var bindings: Bindings { [UUID.v7(at: now), now, who, act, subject, why] }
}
