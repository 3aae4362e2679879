import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

// what happens to orders, packages and money, and what a review has
// found, is told to whoever waits for it.
extension NotificationsModule {
  func take(_ event: Event<some MailedEvent>, in transaction: Transaction) {
    let now = clock.now()
    for draft in event.drafts(ours: configuration.ours) {
      transaction.enqueue(InsertMail(draft: draft, language: configuration.language, now: now))
    }
    transaction.afterCommit { [sending] in sending.wake() }
  }

  func end(_ event: Event<OrderFinished>, in transaction: Transaction) {
    overtake(MailTemplate.overtakenByTheEnd, of: event.subject, in: transaction)
    take(event, in: transaction)
  }

  /// A package that is to be packed after all is not ready.
  func takeBack(_ event: Event<PackageTakenBack>, in transaction: Transaction) {
    guard event.payload.step == .ready else { return }
    overtake([.suppliesReady], of: event.subject, before: event.version, in: transaction)
  }

  func overtake(
    _ templates: [MailTemplate], of subject: UUID, before version: Int64? = nil,
    in transaction: Transaction
  ) {
    transaction.enqueue(
      OvertakeMails(subject: subject, templates: templates, now: clock.now(), version: version))
  }
}
