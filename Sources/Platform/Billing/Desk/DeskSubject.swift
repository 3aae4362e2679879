import Contracts
import FoundationEssentials
public import Postgres
import ServiceKit

/// What a proposal or a difference is about, as far as it is known.
public struct DeskSubject: Sendable {
  /// Of the proposal or difference.
  let id: UUID
  let party: UUID?
  let invoice: Invoice?
  /// What is to be changed; of a credit note, what that is for.
  let line: Line?
  let note: InvoiceNumber?
  let payment: Payment?

  struct Invoice: Sendable {
    let id: UUID
    let number: InvoiceNumber
  }

  struct Line: Sendable {
    let kind: String
    let occurredAt: Date
    /// Of the order's service type; nil: it is about no order.
    let name: String?
  }

  struct Payment: Sendable {
    let adapter: String
    let occurredAt: Date
    let amount: Money
  }

  /// All that are told of it.
  var times: [Date] { [line?.occurredAt, payment?.occurredAt].compactMap(\.self) }
}

/// What some proposals are about.
public struct FindProposed: Statement {
  public static let sql = """
    select p.id, p.party, i.id, i.series, i.year, i.number,
           l.kind, l.occurred_at, l.service_type_name,
           n.series, n.year, n.number, r.adapter, r.occurred_at, r.amount
    from   proposal p
    left   join credit_note n on n.id = p.note
    left   join receipt r on r.id = p.payment
    left   join billing_line l on l.id = coalesce(p.line, n.line)
    left   join invoice i on i.id = coalesce(
             r.invoice_id, n.invoice_id,
             (select id from invoice where period = l.period and party = l.party))
    where  p.id = any ($1)
    """

  let ids: [UUID]
  init(ids: [UUID]) { self.ids = ids }
  public var bindings: Bindings { [ids] }
  public static func decode(_ row: inout RowReader) throws -> DeskSubject {
    DeskSubject(
      id: try row.next(), party: try row.next(), invoice: try DeskSubject.Invoice(row: &row),
      line: try DeskSubject.Line(row: &row), note: try InvoiceNumber(row: &row),
      payment: try DeskSubject.Payment(row: &row))
  }
}

/// What some differences are about: what the try is for under whose key the provider was asked, or what
/// a manager has named.
public struct FindDiffering: Statement {
  public static let sql = """
    select d.id, coalesce(i.party, f.party, t.party), i.id, i.series, i.year, i.number
    from   difference d
    left   join money_try t on t.id = d.key
    left   join refund f on f.id = t.subject
    left   join invoice i on i.id = coalesce(d.invoice_id, f.invoice_id, t.subject)
    where  d.id = any ($1)
    """

  let ids: [UUID]
  init(ids: [UUID]) { self.ids = ids }
  public var bindings: Bindings { [ids] }
  public static func decode(_ row: inout RowReader) throws -> DeskSubject {
    DeskSubject(
      id: try row.next(), party: try row.next(), invoice: try DeskSubject.Invoice(row: &row),
      line: nil, note: nil, payment: nil)
  }
}

extension DeskSubject.Invoice {
  /// nil: it is about none.
  fileprivate init?(row: inout RowReader) throws {
    let id: UUID? = try row.next()
    let number = try InvoiceNumber(row: &row)
    guard let id, let number else { return nil }
    self.init(id: id, number: number)
  }
}

extension DeskSubject.Line {
  /// nil: it is about none.
  fileprivate init?(row: inout RowReader) throws {
    let (kind, occurredAt): (String?, Date?) = (try row.next(), try row.next())
    let name: String? = try row.next()
    guard let kind, let occurredAt else { return nil }
    self.init(kind: kind, occurredAt: occurredAt, name: name)
  }
}

extension DeskSubject.Payment {
  /// nil: it is about none.
  fileprivate init?(row: inout RowReader) throws {
    let (adapter, occurredAt): (String?, Date?) = (try row.next(), try row.next())
    let amount: Money? = try row.next()
    guard let adapter, let occurredAt, let amount else { return nil }
    self.init(adapter: adapter, occurredAt: occurredAt, amount: amount)
  }
}
