import Contracts
public import FoundationEssentials
import Hummingbird
public import Postgres
public import ServiceKit

/// What does not fit with a provider's own list is somebody's to look at.
public struct Differences: Sendable {
  /// Has money that came unasked pay for an invoice.
  public typealias Pay =
    @Sendable (_ stray: Difference, _ invoice: UUID, Transaction) async throws
    -> Void

  private let database: PostgresClient
  private let refusals: Refusals
  private let clock: Clock
  private let pay: Pay?

  /// - Parameter pay: nil: no money comes in on this side.
  public init(
    _ database: PostgresClient, _ refusals: Refusals, clock: Clock,
    paying pay: Pay? = nil
  ) {
    self.pay = pay
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
      let why = form.text("why", 1...500)
      let invoice = takesMoney ? form.optionalUUID("invoice_id") : nil
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      return try await settle(id, because: why, for: invoice, by: caller, under: key)
    }
  }

  /// Whether money that came unasked can pay for an invoice.
  var takesMoney: Bool { pay != nil }

  /// A manager says what came of a difference.
  ///
  /// - Parameters:
  ///   - invoice: what money pays for that came unasked; nil: nothing of ours.
  ///   - answer: what is answered; nil: the difference.
  /// - Throws: 404 for none; 409 for one that is settled; 400 for an invoice that cannot be paid so.
  func settle(
    _ id: UUID, because why: String, for invoice: UUID?, by caller: Caller,
    under key: IdempotencyKey?, answer: (@Sendable (Difference) -> StoredAnswer)? = nil
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      let settled = try await transaction.settle(
        difference: id, by: caller.subject, because: why, for: invoice, at: now)
      if let invoice { try await pay?(settled, invoice, transaction) }
      return answer?(settled) ?? StoredAnswer(DifferenceView(difference: settled))
    }
  }
}
