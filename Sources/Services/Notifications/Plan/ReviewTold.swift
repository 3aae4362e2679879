import Contracts
import FoundationEssentials
import ServiceKit

/// What a mail says of a review that is closed: to each what was written for that reader, and nothing
/// of what the other one is told.
struct ReviewTold: MailContent {
  /// nil: it was planned before mails led there.
  var orderID: UUID?
  var serviceTypeName: String
  var scheduledAt: Date
  var firstName: String
  var written: String?
}

extension ReviewTold {
  init(_ closed: ReviewClosed, to reader: Recipient.Kind) {
    let isClient = reader == .client
    self.init(
      orderID: closed.orderID, serviceTypeName: closed.serviceTypeName,
      scheduledAt: closed.scheduledAt,
      firstName: isClient ? closed.clientFirstName : closed.workerName.firstWord,
      written: isClient ? closed.textForClient : closed.textForWorker)
  }

  var instants: [Date] { [scheduledAt] }
}
