public import Contracts
public import FoundationEssentials
public import Postgres

/// What of a party's invoices credit may pay for: nothing is under way for them.
enum OpenSettlements {
  /// That they are, from a row source named `s`.
  static func are(of party: String) -> String {
    """
    s.party = \(party)
    and    s.state not in ('paid', 'under_way')
    and    not exists (select
                       from   money_try t
                       where  t.subject = s.invoice_id
                       and    t.state in ('made', 'unknown', 'pending'))
    """
  }

  /// A query of what is left of them.
  static func sum(of party: String) -> String {
    """
    select coalesce(sum(s.amount), 0)::int8
    from   settlement s
    where  \(are(of: party))
    """
  }
}

/// What a party has to pay and no payment is under way for, the oldest first, locked: credit that has
/// come pays for it. The account is locked.
public struct LockOpenSettlements: Statement {
  public static let sql = """
    select \(LockSettlement.columns)
    from   settlement s
    join   invoice i on i.id = s.invoice_id
    where  \(OpenSettlements.are(of: "$1"))
    order  by i.issued_at, i.id
    for    no key update of s
    """

  let party: UUID
  public init(of party: UUID) { self.party = party }
  public var bindings: Bindings { [party] }
  public static func decode(_ row: inout RowReader) throws -> LockSettlement.Row {
    try LockSettlement.decode(&row)
  }
}

/// Something else than a try has paid for an invoice, or a part of it: less is left, and unless that is
/// nothing all else stays as it stands. It answers with the new version, by which events are told
/// apart.
public struct LowerSettlement: Statement {
  public static let sql = """
    update settlement
    set    amount  = $2::int8,
           state   = case when $2 = 0 then 'paid' else state end,
           next_at = case when $2 <> 0 then next_at end,
           version = version + 1
    where  invoice_id = $1
    returning version
    """

  let invoice: UUID
  let left: Money
  public init(_ invoice: UUID, to left: Money) {
    self.invoice = invoice
    self.left = left
  }
  public var bindings: Bindings { [invoice, left] }
  public static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
