public import Contracts
public import FoundationEssentials
import Postgres

/// What is given back of a line that is on an invoice, which never changes; never changed itself.
public struct CreditNote: Sendable, Hashable {
  public let id: UUID
  public let party: UUID
  /// `K-2027-000001`
  public let number: InvoiceNumber
  /// The line that it takes back, and the invoice that this is on.
  public let line: UUID
  public let invoice: UUID
  /// As a line of the same meaning has it.
  public let kind: String
  /// What is given back; above zero.
  public let amount: Money
  /// What of the line's discount is taken back with it.
  public let discount: Money
  public let issuedAt: Date
  public let by: Author

  public static let series = "K"
}

extension CreditNote {
  /// What `init(row:)` reads, from a row source named `n`.
  static let columns = """
    n.id, n.party, n.series, n.year, n.number, n.line, n.invoice_id, n.kind, n.amount, n.discount,
    n.issued_at, n.by_role, n.by_subject, n.why
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    party = try row.next()
    number = InvoiceNumber(
      series: try row.next(), year: try row.next(), number: try row.next())
    line = try row.next()
    invoice = try row.next()
    kind = try row.next()
    amount = try row.next()
    discount = try row.next()
    issuedAt = try row.next()
    by = Author(role: try row.next(), subject: try row.next(), why: try row.next())
  }

  /// SHA-256 of all columns in their order: what its entries carry. The twin of the function `document`
  /// in `sql/platform/billing`.
  var document: [UInt8] {
    var fields = DocumentFields()
    fields.add(id)
    fields.add(party)
    fields.add(number.series)
    fields.add(Int64(number.year))
    fields.add(number.number)
    fields.add(line)
    fields.add(invoice)
    fields.add(kind)
    fields.add(amount.hundredths)
    fields.add(discount.hundredths)
    fields.add(issuedAt)
    fields.add(by.role)
    fields.add(by.subject?.text)
    fields.add(by.why)
    return fields.bytes.sha256
  }
}
