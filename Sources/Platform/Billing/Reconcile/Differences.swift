import Contracts
import FoundationEssentials
import Hummingbird
public import Postgres
public import ServiceKit

/// What does not fit with a provider's own list is somebody's to look at.
public struct Differences: Sendable {
  /// Moves a client's money by what a manager has said of a difference.
  public typealias Move = @Sendable (_ settled: Difference, Transaction) async throws -> Void

  private let database: PostgresClient
  private let refusals: Refusals
  private let clock: Clock
  private let money: MoneyPostings
  private let move: Move?

  /// - Parameters:
  ///   - money: what the side's money is booked as.
  ///   - move: nil: no money comes in on this side.
  public init(
    _ database: PostgresClient, _ refusals: Refusals, clock: Clock, booked money: MoneyPostings,
    moving move: Move? = nil
  ) {
    self.money = money
    self.move = move
    self.database = database
    self.refusals = refusals
    self.clock = clock
  }

  /// `differences`, those that nobody has settled, and the settling of each.
  ///
  /// - Parameter path: where the side's REST is, such as `/api/worker-billing`.
  public func addRoutes(to router: ServiceRouter, at path: String) {
    router.readingQuery.get("\(path)/differences", use: list)
    router.post("\(path)/differences/{id}/settle", use: settle)
  }

  @Sendable private func list(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let place = query.place(in: "differences")
    try query.finish()
    let found = try await database.read(ListDifferences(after: place.after, limit: place.most))
    return json(
      place.page(found, by: { ($0.foundAt, $0.id) }, item: DifferenceView.init))
  }

  /// A manager says what came of it.
  @Sendable private func settle(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("settle", of: ExactText(id.wire), by: context) {
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let settling = Settling(
        form.text("why", 1...500), for: takesMoney ? form.optionalUUID("invoice_id") : nil,
        onCredit: takesMoney ? form.optionalMoney("amount") : nil)
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      return try await settle(id, as: settling, by: caller, under: key)
    }
  }

  /// Whether what is said of a difference can move a client's money.
  var takesMoney: Bool { move != nil }

  /// A manager says what came of a difference.
  ///
  /// - Parameter answer: what is answered; nil: the difference.
  /// - Throws: 404 for none; 409 for one that is settled; 400 for what cannot be said of it; and what
  ///   the side refuses.
  func settle(
    _ id: UUID, as settling: Settling, by caller: Caller, under key: IdempotencyKey?,
    answer: (@Sendable (Difference) -> StoredAnswer)? = nil
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      let settled = try await transaction.settle(
        difference: id, as: settling, by: caller.subject, booked: money, at: now)
      try await move?(settled, transaction)
      return answer?(settled) ?? StoredAnswer(DifferenceView(difference: settled))
    }
  }
}
