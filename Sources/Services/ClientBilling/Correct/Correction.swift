import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What was taken back of a client's line, or given back of an invoice.
struct Correction: Sendable {
  let id: UUID
  let client: UUID
  let kind: String
  /// Less than nothing: the client owes that much less.
  let amount: Money
  /// The line or credit note that is taken back.
  let reverses: UUID?
  /// A credit note's; nil: a line does it, which the open period has.
  let number: InvoiceNumber?
  let at: Date
  let by: Author
  /// It is itself taken back.
  var isReversed = false

  init(_ line: BillingLine) {
    id = line.id
    client = line.party
    kind = line.kind
    amount = line.amount
    reverses = line.reverses ?? line.reversesNote
    number = nil
    at = line.occurredAt
    by = line.by
  }

  init(_ note: CreditNote) {
    id = note.id
    client = note.party
    kind = note.kind
    amount = .zero - note.amount
    reverses = note.line
    number = note.number
    at = note.issuedAt
    by = note.by
  }

  fileprivate init(row: inout RowReader) throws {
    id = try row.next()
    client = try row.next()
    kind = try row.next()
    amount = try row.next()
    reverses = try row.next()
    let (series, year, number): (String?, Int32?, Int64?) = (
      try row.next(), try row.next(), try row.next()
    )
    if let series, let year, let number {
      self.number = InvoiceNumber(series: series, year: year, number: number)
    } else {
      self.number = nil
    }
    at = try row.next()
    by = Author(role: try row.next(), subject: try row.next(), why: try row.next())
    isReversed = try row.next()
  }
}

/// The newest first; what is nil does not narrow it.
struct ListCorrections: Statement {
  static let sql = """
    select c.*,
           exists (select
                   from   billing_line r
                   where  r.reverses = c.id
                   or     r.reverses_note = c.id)
    from   (select id, party, kind, amount, coalesce(reverses, reverses_note) as reverses,
                   null::text as series, null::int4 as year, null::int8 as number, occurred_at as at,
                   by_role, by_subject, why
            from   billing_line
            where  reverses is not null
            or     reverses_note is not null
            union  all
            select id, party, kind, -amount, line, series, year, number, issued_at, by_role,
                   by_subject, why
            from   credit_note) c
    where  ($1::uuid is null or c.party = $1)
    and    c.at >= coalesce($2, '-infinity'::timestamptz)
    and    c.at <  coalesce($3, 'infinity'::timestamptz)
    and    ($4::timestamptz is null or (c.at, c.id) < ($4, $5::uuid))
    and    (not $6 or c.series is not null)
    order  by c.at desc, c.id desc
    limit  $7
    """

  let client: UUID?
  var from: Date?
  /// Without this instant.
  var to: Date?
  /// Where the page before ended.
  var after: ListPlace.Key?
  /// Credit notes alone.
  var areNotes = false
  let limit: Int
  var bindings: Bindings { [client, from, to, after?.at, after?.id, areNotes, limit] }
  static func decode(_ row: inout RowReader) throws -> Correction { try Correction(row: &row) }
}

/// A correction as managers see it, or the client whose it is.
struct CorrectionView: JSONWritable {
  let correction: Correction
  /// Who did it is for managers.
  let isForManager: Bool

  init(_ correction: Correction, isForManager: Bool = true) {
    self.correction = correction
    self.isForManager = isForManager
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", correction.id)
    writer.field("kind", correction.kind)
    writer.field("client_id", correction.client)
    writer.field("amount", correction.amount)
    writer.field("reverses", correction.reverses)
    writer.field("number", correction.number?.description)
    writer.field("reason", correction.by.why)
    writer.field("at", correction.at)
    if isForManager { writer.field("by_subject", correction.by.subject) }
    writer.endObject()
  }
}
