import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

// each step is told to the applicant, and new applications to managers.
extension NotificationsModule {
  /// What is not sent so far and not so any more is not sent. An event without an address is the last
  /// one of its application: then it is forgotten here, too.
  func follow(_ event: Event<ApplicationChanged>, in transaction: Transaction) {
    let changed = event.payload
    overtake(changed.overtaken, of: event.subject, before: event.version, in: transaction)
    take(event, in: transaction)
    noteForManagers(changed, in: transaction)
    if changed.email == nil { forget(event.subject, in: transaction) }
  }

  func end(_ event: Event<ApplicantAccepted>, in transaction: Transaction) {
    take(event, in: transaction)
    transaction.enqueue(DropNewApplication(id: event.subject))
  }

  func end(_ event: Event<ApplicantRejected>, in transaction: Transaction) {
    overtake(
      MailTemplate.toApplicants, of: event.subject, before: event.version, in: transaction)
    take(event, in: transaction)
    transaction.enqueue(DropNewApplication(id: event.subject))
  }

  private func noteForManagers(_ changed: ApplicationChanged, in transaction: Transaction) {
    switch changed.event {
    case .confirmed:
      transaction.enqueue(KeepNewApplication(application: changed, now: clock.now()))
    case .invited, .invitedAgain, .tested, .withdrawn, .erased:
      transaction.enqueue(DropNewApplication(id: changed.applicationID))
    case .asked, .timeAdded, .reopened, .linkSent: break
    }
  }

  private func forget(_ application: UUID, in transaction: Transaction) {
    let now = clock.now()
    transaction.enqueue(ForgetMails(application: application, now: now))
    transaction.enqueue(ForgetApplicantName(application: application))
    transaction.afterCommit { [sending] in sending.wake() }
  }
}

extension ApplicationChanged {
  /// Which letters of older events nobody needs to read any more.
  fileprivate var overtaken: [MailTemplate] {
    switch event {
    case .invitedAgain: MailTemplate.invitations
    case .withdrawn, .erased: MailTemplate.toApplicants.filter { $0 != .applicationErased }
    case .asked, .confirmed, .invited, .timeAdded, .tested, .reopened, .linkSent: []
    }
  }
}

/// Has the settled mails of an application forgotten at the next look; what is not settled is
/// forgotten when it is (`MailSQL.forgetting`).
struct ForgetMails: Statement {
  static let sql = """
    update message
    set    next_at = $2
    where  recipient_kind = 'applicant'
    and    recipient_id = $1
    and    settled_at is not null
    and    next_at is not null
    """

  let application: UUID
  let now: Date
  var bindings: Bindings { [application, now] }
}
