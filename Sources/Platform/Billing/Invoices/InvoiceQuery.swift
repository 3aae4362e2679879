public import Contracts
public import FoundationEssentials
public import Postgres
public import ServiceKit

/// Which invoices a list shows, the newest first; what is nil does not narrow it.
public struct InvoiceQuery: Sendable {
  public var party: UUID?
  /// Those whose status is one of these.
  public var statuses: [InvoiceStatus]?
  /// Issued from then on.
  public var from: Date?
  /// Without this instant.
  public var to: Date?
  /// Found in the name or the e-mail of whose they are.
  public var partyPattern: LikePattern?
  /// Where the page before ended.
  public var after: (issuedAt: Date, id: UUID)?
  public var limit: Int

  public init(
    party: UUID?, statuses: [InvoiceStatus]?, from: Date?, to: Date?,
    of partyPattern: LikePattern? = nil,
    after: (issuedAt: Date, id: UUID)?, limit: Int
  ) {
    self.party = party
    self.statuses = statuses
    self.from = from
    self.to = to
    self.partyPattern = partyPattern
    self.after = after
    self.limit = limit
  }

  /// Whose they are is found by $8.
  fileprivate static let isFound = """
    i.party in (select id from person where \(DeskPerson.isFound(by: "$8")))
    """

  /// - Parameter scope: a condition that the page is planned for, by $1 and $8.
  fileprivate static func sql(scope: String) -> String {
    """
    select \(ListedInvoice.columns)
    from   \(ListedInvoice.source)
    where  \(scope)
    and    ($2::text[] is null or \(ListedInvoice.status) = any ($2))
    and    i.issued_at >= coalesce($3, '-infinity'::timestamptz)
    and    i.issued_at <  coalesce($4, 'infinity'::timestamptz)
    and    ($5::timestamptz is null or (i.issued_at, i.id) < ($5, $6::uuid))
    order  by i.issued_at desc, i.id desc
    limit  $7
    """
  }

  fileprivate var bindings: Bindings {
    [
      party, statuses?.map(\.rawValue), from, to, after?.issuedAt, after?.id, limit,
      partyPattern?.containing,
    ]
  }
}

/// How it stands with the money of an invoice.
public enum InvoiceStatus: String, CaseIterable, Sendable, PostgresText {
  /// It is to be paid, and nothing is under way.
  case waiting
  case underWay = "under_way"
  case paid
  /// It was tried for a week.
  case overdue
  /// There is no way to pay it.
  case noMethod = "no_method"
  /// The last try has failed; the next one comes.
  case failed
  /// The last try has failed in a way that no other one there would be better.
  case refused
  /// There was nothing to pay.
  case settled
  /// There was less than nothing to pay: the next invoice begins with it.
  case carried
}

/// An invoice with its period, and how it stands with its money.
public struct ListedInvoice: Sendable {
  public let invoice: Invoice
  public let startsAt: Date
  public let endsAt: Date
  public let status: InvoiceStatus
  /// What is left to be paid.
  public let left: Money
  /// When it is tried next by itself.
  public let nextAt: Date?

  fileprivate static let status = """
    coalesce(s.state, case when i.total + i.carried_in < 0 then 'carried' else 'settled' end)
    """

  static let columns = """
    \(Invoice.columns), p.starts_at, p.ends_at, \(status), coalesce(s.amount, 0), s.next_at
    """

  static let source = """
    invoice i
    join   period p on p.id = i.period
    left   join settlement s on s.invoice_id = i.id
    """

  init(row: inout RowReader) throws {
    invoice = try Invoice(row: &row)
    startsAt = try row.next()
    endsAt = try row.next()
    status = try row.next()
    left = try row.next()
    nextAt = try row.next()
  }
}

public struct FindInvoice: Statement {
  public static let sql = """
    select \(ListedInvoice.columns)
    from   \(ListedInvoice.source)
    where  i.id = $1
    """

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> ListedInvoice {
    try ListedInvoice(row: &row)
  }
}

/// Invoices that a query wants: each scope is a statement of its own, so that it is planned for itself.
protocol InvoiceList: Statement where Row == ListedInvoice {
  var query: InvoiceQuery { get }
}

extension InvoiceList {
  var bindings: Bindings { query.bindings }
  static func decode(_ row: inout RowReader) throws -> ListedInvoice {
    try ListedInvoice(row: &row)
  }
}

/// One party's.
struct ListInvoicesOfParty: InvoiceList {
  static let sql = InvoiceQuery.sql(
    scope: "i.party = $1 and ($8::text is null or \(InvoiceQuery.isFound))")
  let query: InvoiceQuery
}

struct ListInvoices: InvoiceList {
  static let sql = InvoiceQuery.sql(scope: "num_nonnulls($1::uuid, $8::text) = 0")
  let query: InvoiceQuery
}

/// Those of whom a search finds.
struct ListInvoicesFound: InvoiceList {
  static let sql = InvoiceQuery.sql(scope: "$1::uuid is null and \(InvoiceQuery.isFound)")
  let query: InvoiceQuery
}

extension PostgresClient {
  public func invoices(_ query: InvoiceQuery) async throws -> [ListedInvoice] {
    if query.party != nil { return try await read(ListInvoicesOfParty(query: query)) }
    // Many may take long, so they have a connection to themselves.
    if query.partyPattern != nil { return try await readAlone(ListInvoicesFound(query: query)) }
    return try await readAlone(ListInvoices(query: query))
  }
}
