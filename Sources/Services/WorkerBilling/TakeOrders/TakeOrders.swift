import Billing
import Contracts
import Outbox
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// what has ended is earned at once, in the period in which it ended.
  func take(_ event: Event<OrderFinished>, in transaction: Transaction) {
    let rule = EarningRule(fine: configuration.fine, earningPercent: configuration.earningPercent)
    guard let line = rule.line(of: event.payload, at: clock.now()) else { return }
    transaction.enqueue(
      RecordLine(
        line, Self.postings(of: line), in: .event(of: event.subject),
        by: configuration.billing.cutoff, zone: configuration.billing.timeZone))
  }
}
