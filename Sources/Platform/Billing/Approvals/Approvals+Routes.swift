import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
public import ServiceKit

extension Approvals {
  /// `proposals`, those that wait, and what managers do with each.
  ///
  /// - Parameter path: where the side's REST is, such as `/api/worker-billing`.
  public func addRoutes(to router: ServiceRouter, at path: String) {
    router.readingQuery.get("\(path)/proposals", use: list)
    // By anybody but who proposed it.
    router.post("\(path)/proposals/{id}/approve") { request, context in
      try await decide(.approved, request, context)
    }
    router.post("\(path)/proposals/{id}/withdraw") { request, context in
      try await decide(.withdrawn, request, context)
    }
  }

  @Sendable private func list(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let place = query.place(in: "proposals")
    try query.finish()
    let found = try await database.read(ListProposals(place))
    return json(
      place.page(found, by: { ($0.proposedAt, $0.id) }) { ProposalView($0, party: party) })
  }

  private func decide(
    _ decision: Proposal.Decision, _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("\(decision)", of: ExactText(id.wire), by: context) {
      let caller = try context.require(.manager)
      let form = try await request.optionalForm(context)
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      return try await decide(id, decision, by: caller, under: key, at: clock.now())
    }
  }
}
