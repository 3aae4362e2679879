import Contracts
import FoundationEssentials
import Mail
import TestSupport
import Testing

@testable import Notifications

/// A mail of each template, and another one where one event of its kind reads much unlike another.
struct MailSample: Sendable {
  /// Its template's, with what is otherwise behind it.
  let name: String
  let draft: MailDraft
  /// The person's, where the event does not say it.
  let person: String?

  static let now = TestClock().now

  static func all() throws -> [MailSample] { try orders() + money() }

  private static func orders() throws -> [MailSample] {
    var order = OrderFacts.sample(at: now)
    order.orderID = MoneySamples.id(1)
    order.clientID = MoneySamples.client
    order.workerID = MoneySamples.worker
    order.serviceTypeID = MoneySamples.id(4)
    let end = now.addingTimeInterval(86_400)
    let events: [any MailedEvent] = [
      OrderAccepted(order, .init()),
      OrderStarted(order, .init(startedAt: now, checkInPhoto: .sample)),
      OrderOverdue(
        order,
        .init(startedAt: now, checkInPhoto: .sample, overdueAt: now, failsAt: end)),
      OrderFinished.finished(order, .completed, nil, at: now),
      OrderFinished.finished(order, .cancelled, "client_request", at: now),
      OrderFinished.finished(order, .failed, "worker_no_show", at: now),
      PackageReady(.sample(order), .init(readyAt: now, clerkID: "clerk")),
    ]
    return try events.flatMap { try samples($0, of: order.orderID) }
  }

  private static func money() throws -> [MailSample] {
    let next = now.addingTimeInterval(86_400)
    let ofInvoice: [(any MailedEvent, variant: String)] = [
      (MoneySamples.issued(at: now), ""),
      (MoneySamples.issued(credit: 0, method: nil, at: now), "-no-way"),
      (MoneySamples.issued(total: -1_000, credit: 0, at: now), "-below-zero"),
      (MoneySamples.paid(at: now), ""),
      (MoneySamples.paid(0, how: "credit", left: 0, at: now), ""),
      (MoneySamples.failed(next: next), ""),
      (MoneySamples.failed("closed"), "-last"),
      (MoneySamples.reversed(.returned, at: now), ""),
      (MoneySamples.reversed(.refunded, at: now), ""),
    ]
    let ofPayslip: [(any MailedEvent, variant: String)] = [
      (MoneySamples.payslip(at: now), ""),
      (MoneySamples.payslip(account: nil, at: now), "-no-account"),
      (MoneySamples.payslip(earned: 2_000, at: now), "-carried"),
      (MoneySamples.paidOut(at: now), ""),
    ]
    return try ofInvoice.flatMap { try samples($0, $1, of: MoneySamples.invoice) }
      + ofPayslip.flatMap { try samples($0, $1, of: MoneySamples.payslip) }
      + samples(ClientLedgerSealed(MoneySamples.seal(at: now)), of: MoneySamples.id(7))
  }

  private static func samples(
    _ event: some MailedEvent, _ variant: String = "", of subject: UUID
  ) throws -> [MailSample] {
    let ours = [
      Recipient.Kind.department: try #require(MailAddress(Fixture.supplies)),
      .audit: try #require(MailAddress(Fixture.audit)),
    ]
    return event.drafts(of: subject, version: 2, ours: ours).map { draft in
      MailSample(
        name: draft.template.rawValue + variant, draft: draft,
        person: draft.template.reader == .worker ? "Barsik Paws" : nil)
    }
  }
}
