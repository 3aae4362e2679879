public import Contracts
public import FoundationEssentials
public import Postgres

/// Issues a credit note under the next number, books it, and puts what it gives back to the party's
/// credit, whose account is locked.
public struct IssueCreditNote: Statement {
  public static let sql = """
    with numbered as (
      insert into number_series as s (series, year, last)
      values ($1, extract(year from $2::timestamptz at time zone $3)::int4, 1)
      on     conflict (series, year) do update set last = s.last + 1
      returning s.year, s.last
    ),
    issued as (
      insert into credit_note as n
             (id, party, series, year, number, line, invoice_id, kind, amount, discount, issued_at,
              by_role, by_subject, why)
      select $4, $5, $1, year, last, $6, $7, $8, $9, $10, $2, $11, $12, $13
      from   numbered
      returning n.*, document(n) as document
    ),
    given as (
      update account a
      set    carried = a.carried - i.amount
      from   issued i
      where  a.party = i.party
    ),
    booked as materialized (
      select ledger_append(
               $14, $2, $15, array_agg(i.party), array_agg(p.kind), array_agg(p.debit),
               array_agg(p.credit), array_agg(p.amount), array_agg(i.id), array_agg(i.document),
               array_agg(i.issued_at)) as link
      from   issued i
      cross  join unnest($16::text[], $17::text[], $18::text[], $19::int8[])
             as p (kind, debit, credit, amount)
    )
    select b.link, \(CreditNote.columns)
    from   issued n
    cross  join booked b
    """

  let id: UUID
  let line: BillingLine
  let invoice: UUID
  let kind: String
  let amount: Money
  let discount: Money
  let postings: [Posting]
  let now: Date
  let zone: String
  let by: Author

  /// - Parameters:
  ///   - line: what it takes back, and the invoice that this is on.
  ///   - discount: what of the line's discount is taken back with it.
  ///   - zone: by which the year of its number is told.
  public init(
    _ id: UUID, of line: BillingLine, on invoice: UUID, _ kind: String, _ amount: Money,
    discount: Money, _ postings: [Posting], at now: Date, zone: String, by: Author
  ) {
    self.id = id
    self.line = line
    self.invoice = invoice
    self.kind = kind
    self.amount = amount
    self.discount = discount
    self.postings = postings
    self.now = now
    self.zone = zone
    self.by = by
  }

  public var bindings: Bindings {
    [
      CreditNote.series, now, zone, id, line.party, line.id, invoice, kind, amount, discount,
      by.role, by.subject, by.why, LedgerLane.party(line.party).number, by.name,
      postings.map(\.kind), postings.map(\.debit), postings.map(\.credit), postings.map(\.amount),
    ]
  }

  public static func decode(_ row: inout RowReader) throws -> CreditNote {
    _ = try row.next() as Int64?
    return try CreditNote(row: &row)
  }
}

/// A credit note with the line that it takes back, and whether it is taken back itself.
public struct FindCreditNote: Statement {
  public static let sql = """
    select \(CreditNote.columns), \(KeptLine.columns),
           exists (select from billing_line r where r.reverses_note = n.id)
    from   credit_note n
    join   billing_line l on l.id = n.line
    where  n.id = $1
    """

  public struct Row: Sendable {
    public let note: CreditNote
    public let line: BillingLine
    public let isReversed: Bool
  }

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      note: try CreditNote(row: &row), line: try KeptLine(row: &row).line,
      isReversed: try row.next())
  }
}
