import Contracts
import FoundationEssentials

extension MailedEvent where Self: FlatEvent, Facts == OrderFacts {
  func content(for reader: Recipient.Kind) -> any MailContent { OrderTold(facts, to: reader) }

  func id(of reader: Recipient.Kind) -> UUID? {
    switch reader {
    case .client: facts.clientID
    case .worker: facts.workerID
    case .department, .audit, .applicant, .manager: nil
    }
  }

  /// The one that the client has given with the order.
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? {
    reader == .client ? (facts.clientName, facts.email) : nil
  }
}

extension OrderAccepted: MailedEvent {
  var occurredAt: Date? { facts.acceptedAt }
  var templates: [MailTemplate] { [.orderStands, .newJob, .newPackage] }
}

extension OrderStarted: MailedEvent {
  var occurredAt: Date? { told.startedAt }
  var templates: [MailTemplate] { [.checkedIn] }
}

extension OrderOverdue: MailedEvent {
  var occurredAt: Date? { told.overdueAt }
  var templates: [MailTemplate] { [.reportLate] }

  func content(for reader: Recipient.Kind) -> any MailContent {
    var order = OrderTold(facts, to: reader)
    order.failsAt = told.failsAt
    return order
  }
}

extension OrderFinished: MailedEvent {
  var occurredAt: Date? { told.endedAt }

  var templates: [MailTemplate] {
    switch told.outcome {
    case .completed: [.done, .jobDone]
    case .cancelled: [.cancelled, .jobCancelled]
    case .failed: [.failed, .jobFailed]
    }
  }

  func content(for reader: Recipient.Kind) -> any MailContent {
    var order = OrderTold(facts, to: reader)
    order.reason = told.reason
    // What was promised for completing it.
    if told.outcome != .completed { order.earning = nil }
    return order
  }
}

extension PackageReady: MailedEvent {
  var occurredAt: Date? { told.readyAt }
  var templates: [MailTemplate] { [.suppliesReady] }
  func content(for reader: Recipient.Kind) -> any MailContent { OrderTold(facts) }
  func id(of reader: Recipient.Kind) -> UUID? { facts.workerID }
  func mailbox(of reader: Recipient.Kind) -> (name: String?, address: String)? { nil }
}
