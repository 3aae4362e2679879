import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// Accepting, which placing and copying share: match outside any transaction, then one transaction
// for the order and everything that goes with it.
extension OrdersModule {
  /// - Parameter answer: what is kept for the key.
  func accept(
    _ draft: OrderDraft, for viewer: Viewer, _ key: IdempotencyKey,
    answer: @escaping @Sendable (Order) -> StoredAnswer
  ) async throws -> Response {
    let response = try await matcher.match(draft.matchRequest) { proposal in
      try await insert(draft, proposal, for: viewer, key, answer)
    }
    if let response { return response }
    let later = try await matcher.laterTimes(
      draft.matchRequest, until: draft.serviceType.offeredTimes(at: draft.createdAt).latest)
    throw Problem.noWorkerFree(laterTimes: later)
  }

  /// All candidates were taken while the transaction was on its way to them.
  private struct NobodyLeft: Error {}

  /// One transaction; nil when none of the candidates is free any more.
  private func insert(
    _ draft: OrderDraft, _ proposal: Proposal, for viewer: Viewer, _ key: IdempotencyKey,
    _ answer: @escaping @Sendable (Order) -> StoredAnswer
  ) async throws -> Response? {
    let now = draft.createdAt
    let statement = insertion(of: draft, proposal, for: viewer)
    do {
      return try await database.withIdempotency(key, at: now) { transaction in
        let order = try await firstFree(statement, in: transaction)
        if let limit = draft.maxCharge, order.charge > limit {
          throw Problem.chargeAboveLimit(order.charge)
        }
        try transaction.recordAcceptance(of: order, proposal, at: now)
        return answer(order)
      }
    } catch is NobodyLeft {
      return nil
    } catch let error as PostgresError where error.constraint == "order_copy_open" {
      throw Problem.copyOpen
    }
  }

  /// Each lost race means that the other one has committed, so this ends.
  private func firstFree(
    _ statement: InsertOrder, in transaction: Transaction
  ) async throws -> Order {
    while let row = try await transaction.one(statement) {
      if case .placed(let order) = row { return order }
    }
    throw NobodyLeft()
  }

  /// The order with its price for each candidate: the formula may look at who comes.
  private func insertion(
    of draft: OrderDraft, _ proposal: Proposal, for viewer: Viewer
  ) -> InsertOrder {
    let percent = discount.percent(paid: draft.client.paid)
    let offers = proposal.candidates.map { candidate in
      let input = PriceInput(
        serviceType: draft.serviceType, scheduledAt: draft.times.scheduledAt,
        workerID: candidate.workerID)
      return Offer(
        workerID: candidate.workerID,
        terms: terms(of: input, discountPercent: percent))
    }
    return InsertOrder(
      draft: draft, discountPercent: percent, offers: offers,
      pipelineVersion: proposal.pipelineVersion, viewer: viewer)
  }
}

extension OrdersModule {
  /// The order as programs are answered with it.
  func view(accepted order: Order, for viewer: Viewer) -> StoredAnswer {
    StoredAnswer(
      view(order, for: viewer, at: order.createdAt), status: .created, etag: order.version,
      location: Address.orders.below(order.id.wire).path)
  }
}

extension Transaction {
  /// What goes with an accepted order: its match trace, its event and its worker's standing. The
  /// standing comes last, since many orders may want the same worker's row.
  func recordAcceptance(of order: Order, _ proposal: Proposal, at now: Date) throws {
    if let match = proposal.trace(of: order.id, choice: order.workerID) { enqueue(match) }
    try publish(order.accepted, of: order, at: now)
    enqueue(StandingUpdate.accepted(by: order.workerID, at: now))
  }
}
