import Billing
import Contracts
import Outbox
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// what is going to be charged is known as soon as it is ordered.
  func take(_ event: Event<OrderAccepted>, in transaction: Transaction) {
    transaction.enqueue(
      KeepOpenOrder(order: event.payload.facts, version: event.version, hasEnded: false))
  }

  /// what has ended is charged at once, in the period in which it ended.
  func take(_ event: Event<OrderFinished>, in transaction: Transaction) {
    transaction.enqueue(
      KeepOpenOrder(order: event.payload.facts, version: event.version, hasEnded: true))
    let line = BillingLine(event.payload, at: clock.now())
    transaction.enqueue(
      RecordLine(
        line, Self.postings(of: line), in: .event(of: event.subject),
        by: configuration.billing.cutoff, zone: configuration.billing.timeZone))
  }
}
