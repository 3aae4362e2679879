import Billing
import Contracts
import FoundationEssentials
import Postgres

extension PaidBy {
  fileprivate static let columns = "t.adapter, m.label"
  /// Of a receipt `r`, which nobody may have asked for.
  fileprivate static let columnsOfReceipt = "r.adapter, m.label"

  /// Joins what the client knows the way to pay by that a try `t` went through: the newest one, should
  /// the provider have given a token twice.
  fileprivate static let join = """
    left   join lateral (
             select label
             from   client_billing.payment_method
             where  client_id = t.party
             and    adapter   = t.adapter
             and    token     = t.destination
             order  by made_at desc
             limit  1) m on true
    """

  fileprivate init(row: inout RowReader) throws {
    adapter = try row.next()
    label = try row.next()
  }
}

typealias OfInvoice<Part> = (invoice: UUID, part: Part)

/// Reads what belongs to some invoices, each behind its invoice's id.
protocol InvoiceParts: Statement where Row == OfInvoice<Part> {
  associatedtype Part: Sendable
  var invoices: [UUID] { get }
  static func part(_ row: inout RowReader) throws -> Part
}

extension InvoiceParts {
  var bindings: Bindings { [invoices] }
  static func decode(_ row: inout RowReader) throws -> Row {
    (invoice: try row.next(), part: try part(&row))
  }
}

/// The tries to collect some invoices.
struct ListTries: InvoiceParts {
  static let sql = """
    select t.subject, t.made_at, t.state, t.code, \(PaidBy.columns)
    from   money_try t
    \(PaidBy.join)
    where  t.subject = any ($1)
    and    t.purpose = 'collection'
    order  by t.subject, t.n
    """

  typealias Row = OfInvoice<PaymentTry>
  let invoices: [UUID]

  static func part(_ row: inout RowReader) throws -> PaymentTry {
    PaymentTry(
      at: try row.next(), state: try row.next(), code: try row.next(), by: try PaidBy(row: &row))
  }
}

/// The payments that came for some invoices, those that went back among them.
struct ListPayments: InvoiceParts {
  static let sql = """
    select r.invoice_id, r.id, r.occurred_at, r.amount, r.excess, left_of(r.id),
           \(PaidBy.columnsOfReceipt), b.occurred_at
    from   receipt r
    left   join money_try t on t.id = r.try_id
    left   join receipt b on  b.adapter   = r.adapter
                          and b.reference = r.reference
                          and b.direction = 'back'
    \(PaidBy.join)
    where  r.invoice_id = any ($1)
    and    r.direction  = 'in'
    and    (t.id is null or t.purpose = 'collection')
    order  by r.invoice_id, r.occurred_at, r.id
    """

  typealias Row = OfInvoice<Payment>
  let invoices: [UUID]

  static func part(_ row: inout RowReader) throws -> Payment {
    Payment(
      id: try row.next(), at: try row.next(), amount: try row.next(), excess: try row.next(),
      left: try row.next(), by: try PaidBy(row: &row), returnedAt: try row.next())
  }
}

/// What credit has paid of some invoices.
struct ListCreditsPaid: InvoiceParts {
  static let sql = """
    select invoice_id, used_at, amount
    from   credit_use
    where  invoice_id = any ($1)
    order  by invoice_id, used_at, id
    """

  typealias Row = OfInvoice<CreditPaid>
  let invoices: [UUID]

  static func part(_ row: inout RowReader) throws -> CreditPaid {
    CreditPaid(at: try row.next(), amount: try row.next())
  }
}

/// The credit notes for lines of some invoices.
struct ListNotes: InvoiceParts {
  static let sql = """
    select n.invoice_id, n.id, n.series, n.year, n.number, n.issued_at, n.line,
           l.service_type_name, l.occurred_at, n.amount, n.why
    from   credit_note n
    join   billing_line l on l.id = n.line
    where  n.invoice_id = any ($1)
    order  by n.invoice_id, n.issued_at, n.id
    """

  typealias Row = OfInvoice<NoteOnInvoice>
  let invoices: [UUID]

  static func part(_ row: inout RowReader) throws -> NoteOnInvoice {
    NoteOnInvoice(
      id: try row.next(),
      number: InvoiceNumber(
        series: try row.next(), year: try row.next(), number: try row.next()),
      at: try row.next(), line: try row.next(), serviceTypeName: try row.next(),
      endedAt: try row.next(), amount: try row.next(), why: try row.next())
  }
}
