import Contracts
public import FoundationEssentials
public import Postgres

/// Which entries a list shows, in the order of the chain; what is nil does not narrow it.
public struct EntryQuery: Sendable {
  public var party: UUID?
  public var cause: UUID?
  /// Of the lines and invoices of the period in which this instant lies, whenever they came.
  public var period: Date?
  /// Of what happened from then on.
  public var from: Date?
  /// Without this instant.
  public var to: Date?
  /// Where the page before ended.
  public var after: (lane: Int, link: Int64, n: Int)?
  public var limit: Int

  public init(
    party: UUID?, cause: UUID?, period: Date?, from: Date?, to: Date?,
    after: (lane: Int, link: Int64, n: Int)?, limit: Int
  ) {
    self.party = party
    self.cause = cause
    self.period = period
    self.from = from
    self.to = to
    self.after = after
    self.limit = limit
  }
}

/// An entry with where it stands, and who posted it when.
public struct ListedEntry: Sendable {
  public let lane: Int16
  public let link: Int64
  public let n: Int32
  public let entry: LedgerEntry
  public let recordedAt: Date
  public let recordedBy: String
}

public struct ListEntries: Statement {
  public static let sql = """
    select e.lane, e.link, e.n, \(LedgerEntry.columns), l.recorded_at, l.recorded_by
    from   ledger_entry e
    join   ledger_link l on l.lane = e.lane and l.link = e.link
    where  ($1::uuid is null or e.party = $1)
    and    ($2::uuid is null or e.cause = $2)
    and    e.occurred_at >= coalesce($3, '-infinity'::timestamptz)
    and    e.occurred_at <  coalesce($4, 'infinity'::timestamptz)
    and    ($9::timestamptz is null
            or e.cause in (select l.id
                           from   period p
                           join   billing_line l on l.period = p.id
                           where  $9 >= p.starts_at and $9 < p.ends_at
                           union  all
                           select i.id
                           from   period p
                           join   invoice i on i.period = p.id
                           where  $9 >= p.starts_at and $9 < p.ends_at))
    and    ($5::int8 is null or (e.lane, e.link, e.n) > ($5, $6::int8, $7::int8))
    order  by e.lane, e.link, e.n
    limit  $8
    """

  let query: EntryQuery

  public init(_ query: EntryQuery) { self.query = query }

  public var bindings: Bindings {
    [
      query.party, query.cause, query.from, query.to, query.after?.lane, query.after?.link,
      query.after?.n, query.limit, query.period,
    ]
  }

  public static func decode(_ row: inout RowReader) throws -> ListedEntry {
    ListedEntry(
      lane: try row.next(), link: try row.next(), n: try row.next(),
      entry: try LedgerEntry(row: &row), recordedAt: try row.next(), recordedBy: try row.next())
  }
}
