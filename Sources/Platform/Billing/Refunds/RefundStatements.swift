public import Contracts
public import FoundationEssentials
public import Postgres

/// A payment that came, with what of it has not gone back yet.
public struct FindPayment: Statement {
  public static let sql = """
    select left_of(r.id), \(Receipt.columns)
    from   receipt r
    where  r.id = $1
    and    r.direction = 'in'
    """

  let id: UUID
  public init(id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> (left: Money, receipt: Receipt) {
    (left: try row.next(), receipt: try Receipt(row: &row))
  }
}

public struct CountRefunds: Statement {
  public static let sql = "select count(*) from refund where receipt = $1"
  let payment: UUID
  public init(of payment: UUID) { self.payment = payment }
  public var bindings: Bindings { [payment] }
  public static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

/// Keeps that something is to be given back; the table refuses more than is left of the payment.
public struct KeepRefund: Statement {
  public static let sql = """
    insert into refund (id, receipt, invoice_id, party, amount, made_at)
    values ($1, $2, $3, $4, $5, $6)
    """

  let refund: Refund
  public init(_ refund: Refund) { self.refund = refund }
  public var bindings: Bindings {
    [refund.id, refund.payment, refund.invoice, refund.party, refund.amount, refund.madeAt]
  }
}

public struct FindRefund: Statement {
  public static let sql = "select \(Refund.columns) from refund f where f.id = $1"
  let id: UUID
  public init(_ id: UUID) { self.id = id }
  public var bindings: Bindings { [id] }
  public static func decode(_ row: inout RowReader) throws -> Refund { try Refund(row: &row) }
}

/// Refunds with their tries, the newest first; what is nil does not narrow it.
public struct ListRefunds: Statement {
  public static let sql = """
    select \(Refund.columns), i.series, i.year, i.number, \(MoneyTry.columns)
    from   refund f
    join   money_try t on t.subject = f.id
    join   invoice i on i.id = f.invoice_id
    where  ($1::uuid is null or f.party = $1)
    and    ($2::uuid is null or f.id = $2)
    and    ($3::timestamptz is null or (f.made_at, f.id) < ($3, $4::uuid))
    order  by f.made_at desc, f.id desc
    limit  $5
    """

  public struct Row: Sendable {
    public let refund: Refund
    /// Of the invoice that the payment was for.
    public let invoice: InvoiceNumber
    public let attempt: MoneyTry
  }

  let party: UUID?
  let id: UUID?
  let after: ListPlace.Key?
  let limit: Int

  public init(of party: UUID?, after: ListPlace.Key? = nil, limit: Int) {
    self.party = party
    id = nil
    self.after = after
    self.limit = limit
  }

  /// One of them.
  public init(id: UUID) {
    party = nil
    self.id = id
    after = nil
    limit = 1
  }

  public var bindings: Bindings { [party, id, after?.at, after?.id, limit] }
  public static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      refund: try Refund(row: &row),
      invoice: InvoiceNumber(
        series: try row.next(), year: try row.next(), number: try row.next()),
      attempt: try MoneyTry(row: &row))
  }
}
