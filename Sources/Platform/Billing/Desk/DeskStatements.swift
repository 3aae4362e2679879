public import Contracts
public import FoundationEssentials
public import Postgres

/// What desks ask, for the lists of services that have one.
public enum DeskStatements {
  public static let all: [any Statement.Type] = [
    CountDesk.self, ListUnpaid.self, ListUnknown.self, SearchPeople.self, FindPeople.self,
    ReadDifference.self, SumReversals.self, FindInvoiceNumbered.self,
    FindProposed.self, FindDiffering.self,
  ]
}

/// How many there are in the parts of a desk: invoices by their state, and the rest by what they are.
public struct CountDesk: Statement {
  public static let sql = """
    select state, count(*)
    from   settlement
    where  state <> 'paid'
    group  by state
    union  all
    select 'unknown', count(*) from money_try where state = 'unknown'
    union  all
    select 'corrections', count(*)
    from   billing_line
    where  reverses is not null or reverses_note is not null
    union  all
    select 'corrections', count(*) from credit_note
    union  all
    select 'proposals', count(*) from proposal where decision is null
    union  all
    select 'differences', count(*) from difference where settled_at is null
    """

  public init() {}
  public var bindings: Bindings { [] }
  public static func decode(_ row: inout RowReader) throws -> (what: String, count: Int64) {
    (what: try row.next(), count: try row.next())
  }
}

/// Invoices that stand in one of some ways, the oldest first, with what became of the last try.
public struct ListUnpaid: Statement {
  public static let sql = """
    select \(ListedInvoice.columns), t.code, t.state, t.returned_at is not null
    from   \(ListedInvoice.source)
    left   join lateral (
             select code, state, returned_at
             from   money_try
             where  subject = i.id
             order  by n desc
             limit  1) t on true
    where  s.state = any ($1)
    and    s.state <> 'paid'
    and    ($2::timestamptz is null or (i.issued_at, i.id) > ($2, $3::uuid))
    order  by i.issued_at, i.id
    limit  $4
    """

  public struct Row: Sendable {
    let listed: ListedInvoice
    /// Why the last try came to nothing, in a word; nil: it did not, or there was none.
    let cause: String?
  }

  let statuses: [InvoiceStatus]
  let place: ListPlace
  public var bindings: Bindings {
    [statuses.map(\.rawValue), place.after?.at, place.after?.id, place.most]
  }

  public static func decode(_ row: inout RowReader) throws -> Row {
    let listed = try ListedInvoice(row: &row)
    let (code, state): (String?, TryState?) = (try row.next(), try row.next())
    let isReturned: Bool? = try row.next()
    if isReturned == true { return Row(listed: listed, cause: "returned") }
    let isOver = state == .declined || state == .neverMade
    return Row(listed: listed, cause: isOver ? code ?? state?.rawValue : nil)
  }
}

/// Tries of which nobody knows what has become, the first one first.
public struct ListUnknown: Statement {
  public static let sql = """
    select \(MoneyTry.columns), t.look_at, i.id, i.series, i.year, i.number
    from   money_try t
    left   join refund f on f.id = t.subject
    left   join invoice i on i.id = coalesce(f.invoice_id, t.subject)
    where  t.state = 'unknown'
    and    ($1::timestamptz is null or (t.made_at, t.cause) > ($1, $2::uuid))
    order  by t.made_at, t.cause
    limit  $3
    """

  public struct Row: Sendable {
    let attempt: MoneyTry
    let lookAt: Date?
    /// The invoice that it pays, or whose payment it gives back.
    let invoice: UUID?
    let number: InvoiceNumber?
  }

  let place: ListPlace
  public var bindings: Bindings { [place.after?.at, place.after?.id, place.most] }
  public static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      attempt: try MoneyTry(row: &row), lookAt: try row.next(), invoice: try row.next(),
      number: try InvoiceNumber(row: &row))
  }
}

/// A difference, settled or not.
public struct ReadDifference: Statement {
  public static let sql = "select \(Difference.columns) from difference d where d.id = $1"
  let id: UUID
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> Difference {
    try Difference(row: &row)
  }
}

/// What was taken back of some lines, with the opposite sign.
public struct SumReversals: Statement {
  public static let sql = "select id, taken_back(id) from unnest($1::uuid[]) as asked (id)"

  let lines: [UUID]
  public var bindings: Bindings { [lines] }
  public static func decode(_ row: inout RowReader) throws -> (line: UUID, amount: Money) {
    (line: try row.next(), amount: try row.next())
  }
}

/// The invoice of a number.
struct FindInvoiceNumbered: Statement {
  static let sql = "select id from invoice where (series, year, number) = ($1, $2, $3)"
  let number: InvoiceNumber
  var bindings: Bindings { [number.series, number.year, number.number] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
