import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  @Sendable func cancelOrder(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.viewer(.client, .worker, .manager)
    return try await end(.cancelled, for: viewer, request, context)
  }

  @Sendable func failOrder(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.worker, .manager)
    return try await end(.failed, for: viewer, request, context)
  }

  private func end(
    _ outcome: OrderOutcome, for viewer: Viewer, _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let id = try context.id()
    let form = try await request.optionalForm(context)
    let wanted = try EndingForm(form, outcome: outcome, by: viewer.actor)
    let versions = try request.ifMatch().acceptedVersions
    let key = try request.idempotencyKey(viewer.caller, form.digest)
    return try await end(id, wanted, versions, for: viewer, key) { [self] order, now in
      answer(order, for: viewer, at: now)
    }
  }

  /// Ends an order, for programs and for pages.
  ///
  /// - Parameters:
  ///   - versions: the order's, as who asks knows it; nil: whatever it is.
  ///   - answer: what is kept for the key.
  func end(
    _ id: UUID, _ wanted: EndingForm, _ versions: [Int64]? = nil, for viewer: Viewer,
    _ key: IdempotencyKey?, answer: @escaping @Sendable (Order, Date) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    let wait = configuration.durations.wait(of: viewer.actor, before: wanted.ending.reason)
    let statement = EndOrder(
      id: id, viewer: viewer, ending: wanted.ending, note: wanted.note, reportPhoto: nil,
      versions: versions, latestScheduled: wait.map { now.addingTimeInterval(-$0) }, now: now)
    return try await database.withIdempotency(key, at: now) { transaction in
      guard let order = try await transaction.one(statement) else {
        let found = try await transaction.one(FindOrder(id: id, viewer: viewer))
        throw Problem.refusedTransition(of: found, versions, needs: wanted.ending.from) { order in
          wait.map { .tooEarly(until: order.scheduledAt.addingTimeInterval($0)) }
        }
      }
      if let confirmed = wanted.confirmedCharge, confirmed != order.charge {
        throw Problem.chargeChanged(order.charge)
      }
      try transaction.finish(order, by: viewer.caller.subject, at: now)
      return answer(order, now)
    }
  }
}

extension Transaction {
  /// What every end of an order brings with it, whoever brought it about: the event and the
  /// worker's standing, which is locked last.
  func finish(_ order: Order, by subject: ExactText?, at now: Date) throws {
    guard let finished = order.finished(by: subject), let outcome = order.outcome else { return }
    try publish(finished, of: order, at: now)
    enqueue(StandingUpdate.ended(outcome, of: order.workerID, at: now))
  }
}
