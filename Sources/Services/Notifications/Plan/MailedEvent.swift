import Contracts
import FoundationEssentials

/// An event that somebody gets mails about.
protocol MailedEvent: EventPayload {
  /// The instant that it tells of, which is not when it was published: a backfill publishes it anew.
  /// nil: it is told once, when it happens.
  var occurredAt: Date? { get }
  /// What it is a reason to write.
  var templates: [MailTemplate] { get }
  func content(for reader: Recipient.Kind) -> any MailContent
  /// The person of that kind whom it is about; nil for one of ours.
  func id(of reader: Recipient.Kind) -> UUID?
  /// Where mails go for this once, and to whom by name, if that is known; nil: to the person's own.
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)?
  /// In which its mails are read; nil: in the person's own.
  var readersLanguage: Language? { get }
}

extension MailedEvent {
  var readersLanguage: Language? { nil }
}
