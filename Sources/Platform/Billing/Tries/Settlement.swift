public import Contracts
public import FoundationEssentials
public import Postgres

/// How it stands with the money of an invoice, locked: nobody else tries or ends a try meanwhile.
public struct LockSettlement: Statement {
  /// From a settlement `s` with its invoice `i`.
  static let columns = """
    s.amount, s.state, s.asked_by, s.asked_method, s.ladder_from, \(Invoice.columns)
    """

  public static let sql = """
    select \(columns)
    from   settlement s
    join   invoice i on i.id = s.invoice_id
    where  s.invoice_id = $1
    for    no key update of s
    """

  public struct Row: Sendable {
    /// What is left to be paid.
    public let left: Money
    public let state: InvoiceStatus
    /// Who wants it tried now: a manager, or the client.
    public let askedBy: ExactText?
    /// By which way to pay; nil: the usual one.
    public let askedMethod: UUID?
    /// Since when it is tried again and again.
    public let ladderFrom: Date
    public let invoice: Invoice

    /// Whether something is to be paid and no try is under way, unless somebody asked for that one.
    var mayBeTried: Bool {
      switch state {
      case .waiting, .failed, .refused, .noMethod, .overdue: true
      case .underWay: askedBy != nil
      case .paid, .settled, .carried: false
      }
    }
  }

  let invoice: UUID
  public init(of invoice: UUID) { self.invoice = invoice }
  public var bindings: Bindings { [invoice] }

  public static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      left: try row.next(), state: try row.next(), askedBy: try row.next(),
      askedMethod: try row.next(), ladderFrom: try row.next(), invoice: try Invoice(row: &row))
  }
}

/// Writes down how it stands with an invoice's money. It answers with the new version, by which
/// events are told apart, and with when it is tried next.
public struct Settle: Statement {
  public static let sql = """
    update settlement s
    set    state        = $2,
           amount       = $3,
           next_at      = case $4
                            when 'never' then null
                            when 'at' then $6
                            else retry_after($5, $6, $7, $8)
                          end,
           ladder_from  = coalesce($9, s.ladder_from),
           asked_by     = null,
           asked_method = null,
           version      = s.version + 1
    where  s.invoice_id = $1
    returning s.version, s.next_at
    """

  /// When it is tried next by itself.
  public enum Next: Sendable {
    case never, now
    case at(Date)
    /// At the pace, on from an instant.
    case later(since: Date, RetryPace, zone: String)
  }

  let invoice: UUID
  let state: InvoiceStatus
  let left: Money
  let next: Next
  let ladderFrom: Date?
  let now: Date

  /// - Parameter ladderFrom: when trying begins anew; nil: it does not.
  public init(
    _ invoice: UUID, _ state: InvoiceStatus, left: Money, next: Next = .never,
    ladderFrom: Date? = nil, at now: Date
  ) {
    self.invoice = invoice
    self.state = state
    self.left = left
    self.next = next
    self.ladderFrom = ladderFrom
    self.now = now
  }

  public var bindings: Bindings {
    let (word, since, pace, zone): (String, Date?, String?, String?) =
      switch next {
      case .never: ("never", nil, nil, nil)
      case .now: ("at", now, nil, nil)
      case .at(let time): ("at", time, nil, nil)
      case .later(let since, let pace, let zone): ("later", since, pace.text, zone)
      }
    return [invoice, state, left, word, now, since, pace, zone, ladderFrom]
  }

  public typealias Row = (version: Int64, nextAt: Date?)

  public static func decode(_ row: inout RowReader) throws -> Row {
    (version: try row.next(), nextAt: try row.next())
  }
}

/// Whether there is anything to try, or to look up, by now.
public struct FindSettling: Statement {
  public static let sql = """
    select exists (select from money_try where look_at <= $1 and purpose = $2)
        or $3 and exists (select from settlement where next_at <= $1)
    """

  let now: Date
  let purpose: String
  let invoices: Bool
  public init(of purpose: String, orInvoices invoices: Bool, at now: Date) {
    self.now = now
    self.purpose = purpose
    self.invoices = invoices
  }
  public var bindings: Bindings { [now, purpose, invoices] }
  public static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Takes invoices that are to be tried, each for one replica until the lease ends, and tells which try
/// it would be.
public struct ClaimSettlements: Statement {
  public static let sql = """
    with due as (
      select invoice_id
      from   settlement
      where  next_at <= $1
      order  by next_at
      limit  $3
      for    no key update skip locked
    )
    update settlement s
    set    next_at = $2
    from   due
    where  s.invoice_id = due.invoice_id
    returning s.invoice_id,
              (select coalesce(max(n), 0) + 1 from money_try where subject = s.invoice_id)
    """

  let now: Date
  let leaseEnd: Date
  let most: Int

  public init(at now: Date, until leaseEnd: Date, atMost most: Int) {
    self.now = now
    self.leaseEnd = leaseEnd
    self.most = most
  }

  public var bindings: Bindings { [now, leaseEnd, most] }
  public static func decode(_ row: inout RowReader) throws -> (invoice: UUID, n: Int32) {
    (invoice: try row.next(), n: try row.next())
  }
}

/// A party has another way to be paid: what waits for that is tried at once. It waits for whoever is
/// at one of its invoices, so that nobody notes meanwhile that there is none.
public struct SettleAnew: Statement {
  public static let sql = """
    with held as materialized (
      select invoice_id
      from   settlement
      where  party = $1
      and    state <> 'paid'
      order  by invoice_id
      for    no key update
    )
    update settlement s
    set    state   = case when s.state in ('no_method', 'refused') then 'waiting' else s.state end,
           next_at = case when s.state in ('no_method', 'refused') then $2 else s.next_at end,
           version = s.version + 1
    from   held
    where  s.invoice_id = held.invoice_id
    """

  let party: UUID
  let now: Date
  public init(of party: UUID, at now: Date) {
    self.party = party
    self.now = now
  }
  public var bindings: Bindings { [party, now] }
}

/// A manager wants an invoice tried now. No row: that is not due, or under way.
public struct TryNow: Statement {
  public static let sql = """
    update settlement
    set    next_at  = least(next_at, $2),
           asked_by = $3
    where  invoice_id = $1
    and    state in ('waiting', 'failed', 'refused', 'overdue')
    returning invoice_id
    """

  let invoice: UUID
  let now: Date
  let manager: ExactText
  public init(_ invoice: UUID, by manager: ExactText, at now: Date) {
    self.invoice = invoice
    self.manager = manager
    self.now = now
  }
  public var bindings: Bindings { [invoice, now, manager] }
  public static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
