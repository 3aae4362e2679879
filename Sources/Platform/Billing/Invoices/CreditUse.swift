public import Contracts
public import FoundationEssentials
public import Postgres

/// That a party has paid for an invoice with what it had to its credit; never changed.
public struct CreditUse: Sendable, Hashable {
  public let id: UUID
  public let invoice: UUID
  public let party: UUID
  public let amount: Money
  public let usedAt: Date
  /// What gave occasion to it.
  public let because: Occasion

  public enum Occasion: String, Sendable, PostgresText {
    /// Money was about to be collected.
    case collecting
    /// A try has failed while the credit came.
    case failed
    /// Money went back, so that the invoice is due again.
    case returned
    /// The credit has come.
    case credited
  }

  /// - Returns: nil: there is no credit, or nothing is left to pay.
  public init?(
    of account: Account, for invoice: UUID, left: Money, because: Occasion, at now: Date
  ) {
    amount = min(left, account.credit)
    guard amount > .zero else { return nil }
    id = .v7(at: now)
    self.invoice = invoice
    party = account.party
    usedAt = now
    self.because = because
  }
}

extension CreditUse {
  /// What `init(row:)` reads, from a row source named `u`.
  static let columns = "u.id, u.invoice_id, u.party, u.amount, u.used_at, u.because"

  init(row: inout RowReader) throws {
    id = try row.next()
    invoice = try row.next()
    party = try row.next()
    amount = try row.next()
    usedAt = try row.next()
    because = try row.next()
  }

  /// SHA-256 of all columns in their order: what its entries carry. The twin of the function `document`
  /// in `sql/platform/billing`.
  var document: [UInt8] {
    var fields = DocumentFields()
    fields.add(id)
    fields.add(invoice)
    fields.add(party)
    fields.add(amount.hundredths)
    fields.add(usedAt)
    fields.add(because.rawValue)
    return fields.bytes.sha256
  }
}

/// Keeps that credit was used, books it, and takes it from the account, which is locked.
public struct UseCredit: Statement {
  public static let sql = """
    with used as (
      insert into credit_use as u (id, invoice_id, party, amount, used_at, because)
      values ($1, $2, $3, $4, $5, $6)
      returning u.id, u.party, u.amount, u.used_at, document(u) as document
    ),
    taken as (
      update account a
      set    carried = a.carried + u.amount
      from   used u
      where  a.party = u.party
    )
    select ledger_append(
             $7, $5, $8, array_agg(u.party), array_agg(p.kind), array_agg(p.debit),
             array_agg(p.credit), array_agg(p.amount), array_agg(u.id), array_agg(u.document),
             array_agg(u.used_at))
    from   used u
    cross  join unnest($9::text[], $10::text[], $11::text[], $12::int8[])
           as p (kind, debit, credit, amount)
    """

  let use: CreditUse
  let postings: [Posting]
  let lane: LedgerLane
  let by: String

  /// - Parameters:
  ///   - lane: nil: the party's.
  ///   - by: who uses it, as links of the ledger name it.
  public init(
    _ use: CreditUse, booked money: MoneyPostings, in lane: LedgerLane? = nil, by: String
  ) {
    self.use = use
    postings = money.postings(of: use)
    self.lane = lane ?? .party(use.party)
    self.by = by
  }

  public var bindings: Bindings {
    [
      use.id, use.invoice, use.party, use.amount, use.usedAt, use.because,
      lane.number, by, postings.map(\.kind), postings.map(\.debit), postings.map(\.credit),
      postings.map(\.amount),
    ]
  }
}
