public import Billing
public import Configuration
import Contracts
import FoundationEssentials
import Outbox
public import Postgres
public import ServiceKit

extension ClientBillingModule {
  public static let cutoff = Setting<CutoffRule>.clientCutoff

  public static func adapters(_ configuration: ConfigReader) throws -> [any MoneyAdapter] {
    try PaymentProviders(configuration).adapters
  }

  /// What was not billed becomes due; what the client has to its credit pays for it first.
  public static let invoicing = Invoicing(
    series: "C", of: .client, issue: Movement(debit: "due", credit: "unbilled"),
    carry: Movement(debit: "credit", credit: "due"), held: "credit")

  public static let payable = "select client_id from payment_method where is_default"

  /// Nothing is booked before it is here; what exceeds what is due is the client's credit.
  /// What is given back is on its way while a try is under way; what turns out to be given back after
  /// all, when the credit may be used, is for somebody to explain.
  public static let money = MoneyPostings(
    leaving: [
      Remittance(kind: "refund", owed: "credit", transit: "refund_in_transit", late: "suspense")
    ], coming: Takings(due: "due", credit: "credit"))

  public static func announce(
    _ invoices: [Invoice], of period: DuePeriod, in transaction: Transaction
  ) async throws {
    guard let first = invoices.first else { return }
    let labels = try await transaction.execute(FindUsualLabels(clients: invoices.map(\.party)))
    let methods = Dictionary(uniqueKeysWithValues: labels.map { ($0.client, $0.label) })
    let events = invoices.map { invoice in
      let issued = ClientInvoiceIssued(invoice, of: period, by: methods[invoice.party])
      return OutboxEvent(issued, writtenAs: issued.json, of: invoice.id, version: 1)
    }
    try transaction.append(all: events, at: first.issuedAt)
    // Who has them made has locked these accounts, and the batch's lane: no other one is waited for.
    for invoice in invoices where invoice.credited > .zero {
      try await transaction.useCredit(of: invoice.party, in: .batch, at: invoice.issuedAt)
    }
  }
}

extension Invoice {
  /// What of the client's credit pays for it.
  var creditUsed: Money { max(setOff, .zero) }
  /// What it puts to the client's credit: it comes to less than nothing.
  var credited: Money { max(.zero - setOff, .zero) }
}

extension ClientInvoiceIssued {
  fileprivate init(_ invoice: Invoice, of period: DuePeriod, by method: String?) {
    self.init(
      id: invoice.id, number: "\(invoice.number)", clientID: invoice.party,
      clientName: invoice.partyName, email: invoice.email, from: period.startsAt,
      to: period.endsAt, lines: Int(invoice.lines), total: invoice.total,
      creditUsed: invoice.creditUsed, due: invoice.due, method: method, issuedAt: invoice.issuedAt)
  }
}
