import Contracts
import FoundationEssentials

/// About one order, whose client and worker are written to where their registers say.
extension ReviewClosed: MailedEvent {
  var occurredAt: Date? { closedAt }

  /// Whom there is nothing to tell gets no mail.
  var templates: [MailTemplate] {
    [textForClient.map { _ in .review }, textForWorker.map { _ in .jobReview }].compactMap(\.self)
  }

  func content(for reader: Recipient.Kind) -> any MailContent { ReviewTold(self, to: reader) }

  func id(of reader: Recipient.Kind) -> UUID? { reader == .client ? clientID : workerID }

  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? { nil }
}
