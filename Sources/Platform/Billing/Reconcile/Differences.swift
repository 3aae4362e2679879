import Contracts
import FoundationEssentials
import Hummingbird
public import Postgres
public import ServiceKit

/// What does not fit with a provider's own list is somebody's to look at.
public struct Differences: Sendable {
  private let database: PostgresClient
  private let refusals: Refusals
  private let clock: Clock

  public init(_ database: PostgresClient, _ refusals: Refusals, clock: Clock) {
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
    let limit = query.limit()
    let after = query.cursor("differences", Date.self, UUID.self)
    try query.finish()
    let found = try await database.read(
      ListDifferences(after: after.map { (foundAt: $0, id: $1) }, limit: limit + 1))
    return json(
      Page(
        fetched: found, limit: limit,
        cursor: { Cursor.encode("differences", $0.foundAt, $0.id) },
        item: DifferenceView.init))
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
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      let now = clock.now()
      return try await database.withIdempotency(key, at: now) { transaction in
        let settled = try await transaction.settle(
          difference: id, by: caller.subject, because: why, at: now)
        return StoredAnswer(DifferenceView(difference: settled))
      }
    }
  }
}
