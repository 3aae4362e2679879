import Billing
import Contracts
import FoundationEssentials
import Postgres

/// What was undertaken to have an invoice paid, and what came of it; each the oldest first.
struct InvoiceMoney: Sendable {
  var tries: [PaymentTry] = []
  var payments: [Payment] = []
  /// What the client's credit has paid of it after it was issued.
  var credits: [CreditPaid] = []
  /// What was given back of its lines; it is the client's credit.
  var notes: [NoteOnInvoice] = []
}

/// By what a client pays, as the client knows it.
struct PaidBy: Sendable, Hashable {
  let adapter: String
  /// nil: the way to pay is not known here, as after a restored backup.
  let label: String?
}

/// A try to collect an invoice.
struct PaymentTry: Sendable {
  let at: Date
  let state: TryState
  /// Why it is declined.
  let code: ExactText?
  let by: PaidBy
}

/// Money that came from a client for an invoice.
struct Payment: Sendable {
  /// Of its receipt: what a refund names.
  let id: UUID
  let at: Date
  let amount: Money
  /// What of it exceeded what was due, and went to the client's credit.
  let excess: Money
  /// What of it has not been given back, nor has gone back.
  let left: Money
  let by: PaidBy
  /// When it went back; nil: it stayed.
  let returnedAt: Date?

  /// What of it is for the invoice.
  var applied: Money { amount - excess }
}

/// Credit that has paid for an invoice.
struct CreditPaid: Sendable {
  let at: Date
  let amount: Money
}

/// A credit note for a line of an invoice.
struct NoteOnInvoice: Sendable {
  let id: UUID
  /// `K-2027-000001`
  let number: InvoiceNumber
  let at: Date
  let line: UUID
  /// What the line is for, and when that has ended.
  let serviceTypeName: String?
  let endedAt: Date
  /// What is given back; above zero.
  let amount: Money
  let why: String
}

extension PostgresClient {
  /// What was undertaken to have some invoices paid. One of which nothing is known has none.
  func money(of invoices: [UUID]) async throws -> [UUID: InvoiceMoney] {
    async let tries = read(ListTries(invoices: invoices))
    async let payments = read(ListPayments(invoices: invoices))
    async let credits = read(ListCreditsPaid(invoices: invoices))
    async let notes = read(ListNotes(invoices: invoices))
    return InvoiceMoney.sorted(
      try await tries, try await payments, try await credits, try await notes)
  }
}

extension Transaction {
  func money(of invoice: UUID) async throws -> InvoiceMoney {
    let (tries, payments, credits, notes) = try await execute(
      ListTries(invoices: [invoice]), ListPayments(invoices: [invoice]),
      ListCreditsPaid(invoices: [invoice]), ListNotes(invoices: [invoice]))
    return InvoiceMoney.sorted(tries, payments, credits, notes)[invoice] ?? InvoiceMoney()
  }
}

extension InvoiceMoney {
  fileprivate static func sorted(
    _ tries: [ListTries.Row], _ payments: [ListPayments.Row], _ credits: [ListCreditsPaid.Row],
    _ notes: [ListNotes.Row]
  ) -> [UUID: InvoiceMoney] {
    var sorted: [UUID: InvoiceMoney] = [:]
    func add<Part>(
      _ rows: [OfInvoice<Part>], to list: WritableKeyPath<InvoiceMoney, [Part]>
    ) {
      for (invoice, part) in rows {
        sorted[invoice, default: InvoiceMoney()][keyPath: list].append(part)
      }
    }
    add(tries, to: \.tries)
    add(payments, to: \.payments)
    add(credits, to: \.credits)
    add(notes, to: \.notes)
    return sorted
  }
}
