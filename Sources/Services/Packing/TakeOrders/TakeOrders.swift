import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

// an accepted order's package is there at once, and an ended order's is marked.
extension PackingModule {
  func take(_ event: Event<OrderAccepted>, in transaction: Transaction) {
    keep(event.payload.facts, version: event.version, ending: nil, in: transaction)
  }

  /// It repeats everything, so it makes the package where the acceptance was never heard of.
  func take(_ event: Event<OrderFinished>, in transaction: Transaction) {
    let finished = event.payload
    keep(
      finished.facts, version: event.version,
      ending: OrderEnding(outcome: finished.outcome, endedAt: finished.endedAt), in: transaction)
  }

  private func keep(
    _ order: OrderFacts, version: Int64, ending: OrderEnding?, in transaction: Transaction
  ) {
    let statement = KeepOrder(
      order: order, version: version, ending: ending,
      cookieDueAt: order.scheduledAt.addingTimeInterval(-configuration.cookies.lead),
      now: clock.now())
    transaction.enqueue(statement)
    transaction.afterCommit { noteChange(mayOrderCookie: true) }
  }
}

/// How and when an order ended.
struct OrderEnding: Sendable {
  let outcome: OrderOutcome
  let endedAt: Date
}

extension OrderFacts {
  /// what way and pick-up take, where an event does not say so yet.
  private static let usualTravel: TimeInterval = 3_600

  var packedBy: Date { pickUpAt ?? scheduledAt.addingTimeInterval(-Self.usualTravel) }

  private static let acceptanceForm = "acceptance form"

  /// whatever else is to be packed, the acceptance form is.
  var suppliesList: [String] {
    let hasForm = packingList.contains { $0.lowercased() == Self.acceptanceForm }
    return hasForm ? packingList : packingList + [Self.acceptanceForm]
  }
}
