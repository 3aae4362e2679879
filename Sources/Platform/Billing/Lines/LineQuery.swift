public import FoundationEssentials
public import Postgres

/// Which lines a list shows, the newest first; what is nil does not narrow it.
public struct LineQuery: Sendable {
  public var party: UUID?
  /// Those of one period.
  public var period: Int32?
  /// Only those that take others back.
  public var areCorrections = false
  /// Only those that are on no invoice yet.
  public var areUnbilled = false
  public var from: Date?
  /// Without this instant.
  public var to: Date?
  /// Where the page before ended.
  public var after: (occurredAt: Date, id: UUID)?
  public var limit: Int

  public init(
    party: UUID?, from: Date?, to: Date?, after: (occurredAt: Date, id: UUID)?, limit: Int
  ) {
    self.party = party
    self.from = from
    self.to = to
    self.after = after
    self.limit = limit
  }

  /// - Parameter scope: a condition that the page is planned for.
  fileprivate static func sql(scope: String) -> String {
    """
    select \(KeptLine.columns), p.starts_at, p.ends_at, i.series, i.year, i.number
    from   billing_line l
    join   period p on p.id = l.period
    left   join invoice i on i.period = l.period and i.party = l.party
    where  \(scope)
    and    l.occurred_at >= coalesce($2, '-infinity'::timestamptz)
    and    l.occurred_at <  coalesce($3, 'infinity'::timestamptz)
    and    ($4::timestamptz is null or (l.occurred_at, l.id) < ($4, $5::uuid))
    and    ($6::int4 is null or l.period = $6)
    and    (not $7 or l.reverses is not null)
    and    (not $8 or i.id is null)
    order  by l.occurred_at desc, l.id desc
    limit  $9
    """
  }

  fileprivate var bindings: Bindings {
    [
      party, from, to, after?.occurredAt, after?.id, period, areCorrections, areUnbilled,
      limit,
    ]
  }
}

/// A line with the period whose invoice it is on, and that invoice once there is one.
public struct ListedLine: Sendable {
  public let line: BillingLine
  public let startsAt: Date
  public let endsAt: Date
  public let invoice: InvoiceNumber?

  /// It came when the invoice of its own period was closed already.
  public var isLate: Bool { line.occurredAt < startsAt }

  fileprivate init(row: inout RowReader) throws {
    line = try KeptLine(row: &row).line
    startsAt = try row.next()
    endsAt = try row.next()
    invoice = try InvoiceNumber(row: &row)
  }
}

/// One party's.
public struct ListLinesOfParty: Statement {
  public static let sql = LineQuery.sql(scope: "l.party = $1")
  let query: LineQuery
  public var bindings: Bindings { query.bindings }
  public static func decode(_ row: inout RowReader) throws -> ListedLine {
    try ListedLine(row: &row)
  }
}

public struct ListLines: Statement {
  public static let sql = LineQuery.sql(scope: "$1::uuid is null")
  let query: LineQuery
  public var bindings: Bindings { query.bindings }
  public static func decode(_ row: inout RowReader) throws -> ListedLine {
    try ListedLine(row: &row)
  }
}

extension PostgresClient {
  public func lines(_ query: LineQuery) async throws -> [ListedLine] {
    // All of them may take long, so they have a connection to themselves.
    if query.party == nil { return try await readAlone(ListLines(query: query)) }
    return try await read(ListLinesOfParty(query: query))
  }
}
