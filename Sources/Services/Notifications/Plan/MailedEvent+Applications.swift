import Contracts
import FoundationEssentials
import ServiceKit

/// About one application, whose applicant is written to where the event says, in the language of it.
protocol ApplicationEvent: MailedEvent {
  var applicationID: UUID { get }
  var language: Language { get }
}

extension ApplicationEvent {
  func id(of reader: Recipient.Kind) -> UUID? { applicationID }
  var readersLanguage: Language? { language }
}

extension ApplicationChanged: ApplicationEvent {
  var occurredAt: Date? { at }

  var templates: [MailTemplate] { email == nil ? [] : [MailTemplate(event)] }

  func content(for reader: Recipient.Kind) -> any MailContent { ApplicationTold(self) }

  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? {
    email.map { (firstName, $0) }
  }
}

extension ApplicantAccepted: ApplicationEvent {
  var occurredAt: Date? { acceptedAt }
  var templates: [MailTemplate] { [.welcome] }
  func content(for reader: Recipient.Kind) -> any MailContent { ApplicationTold(self) }
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? { (name, email) }
}

extension ApplicantRejected: ApplicationEvent {
  var occurredAt: Date? { rejectedAt }
  var templates: [MailTemplate] { [.rejected] }
  func content(for reader: Recipient.Kind) -> any MailContent { ApplicationTold(self) }
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? { (name, email) }
}

extension MailTemplate {
  fileprivate init(_ cause: ApplicationChanged.Cause) {
    self =
      switch cause {
      case .asked: .applicationAsked
      case .confirmed: .applicationConfirmed
      case .invited: .applicationInvited
      case .invitedAgain: .applicationInvitedAgain
      case .timeAdded: .applicationTimeAdded
      case .tested: .applicationTested
      case .withdrawn: .applicationWithdrawn
      case .reopened: .applicationReopened
      case .linkSent: .applicationLinkSent
      case .erased: .applicationErased
      }
  }
}
