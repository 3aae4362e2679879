public import Contracts
public import FoundationEssentials
public import Postgres

/// Money that has moved, as a provider tells it; never changed.
public struct Receipt: Sendable, Hashable {
  public enum Direction: String, Sendable, PostgresText {
    /// It reached whom it was for.
    case `in`
    /// It has gone back from there.
    case back
  }

  public let id: UUID
  public let adapter: String
  /// The provider's name for the payment.
  public let reference: ExactText
  public let direction: Direction
  /// nil: it came unasked, and a manager has said what it is for.
  public let tryID: ExactText?
  public let invoice: UUID
  public let party: UUID
  /// As it came.
  public let amount: Money
  /// By the provider's clock, as far as it can be.
  public let occurredAt: Date
  public let recordedAt: Date
  /// What of it exceeded what was due.
  public let excess: Money

  /// What of it is for the invoice.
  public var applied: Money { amount - excess }
}

extension Receipt {
  /// - Parameter left: what was left of the invoice before it.
  init(
    _ state: MoneyState, _ direction: Direction, of attempt: MoneyTry, left: Money, at now: Date
  ) {
    id = .v7(at: now)
    adapter = attempt.adapter
    reference = state.providerReference
    self.direction = direction
    tryID = attempt.id
    invoice = attempt.subject
    party = attempt.party
    amount = state.amount
    occurredAt = state.time(since: attempt, until: now)
    recordedAt = now
    excess = direction == .back ? .zero : max(state.amount - max(left, .zero), .zero)
  }

  /// What `init(row:)` reads, from a row source named `r`.
  static let columns = """
    r.id, r.adapter, r.reference, r.direction, r.try_id, r.invoice_id, r.party, r.amount,
    r.occurred_at, r.recorded_at, r.excess
    """

  init(row: inout RowReader) throws {
    id = try row.next()
    adapter = try row.next()
    reference = try row.next()
    direction = try row.next()
    tryID = try row.next()
    invoice = try row.next()
    party = try row.next()
    amount = try row.next()
    occurredAt = try row.next()
    recordedAt = try row.next()
    excess = try row.next()
  }
}

extension MoneyState {
  /// What it says has moved: what went back was there before.
  var directions: [Receipt.Direction] {
    switch standing {
    case .paid: [.in]
    case .back: [.in, .back]
    case .pending, .declined: []
    }
  }

  /// By the provider's clock, which may be wrong: neither before the try nor after now.
  func time(since attempt: MoneyTry, until now: Date) -> Date {
    min(max(at, attempt.madeAt), max(now, attempt.madeAt))
  }
}

/// Keeps that money has moved, and books it. No row: it was known.
struct KeepReceipt: Statement {
  static let sql = """
    with kept as (
      insert into receipt as r
             (id, adapter, reference, direction, try_id, invoice_id, party, amount, occurred_at,
              recorded_at, excess)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
      on     conflict (adapter, reference, direction) do nothing
      returning r.id, r.party, r.occurred_at, document(r) as document
    ),
    booked as materialized (
      select ledger_append(
               $12, $10, $13, array_agg(k.party), array_agg(p.kind), array_agg(p.debit),
               array_agg(p.credit), array_agg(p.amount), array_agg(k.id), array_agg(k.document),
               array_agg(k.occurred_at)) as link
      from   kept k
      cross  join unnest($14::text[], $15::text[], $16::text[], $17::int8[])
             as p (kind, debit, credit, amount)
    )
    select k.id, b.link from kept k cross join booked b
    """

  let receipt: Receipt
  let postings: [Posting]
  /// Who found it out.
  let by: String

  var bindings: Bindings {
    [
      receipt.id, receipt.adapter, receipt.reference, receipt.direction, receipt.tryID,
      receipt.invoice, receipt.party, receipt.amount, receipt.occurredAt, receipt.recordedAt,
      receipt.excess, LedgerLane.party(receipt.party).number, by, postings.map(\.kind),
      postings.map(\.debit), postings.map(\.credit), postings.map(\.amount),
    ]
  }
  static func decode(_ row: inout RowReader) throws -> UUID {
    let id: UUID = try row.next()
    _ = try row.next() as Int64?
    return id
  }
}

/// Names of payments, of some, that were booked for another try.
struct FindOthersReceipts: Statement {
  static let sql = """
    select distinct reference
    from   receipt
    where  adapter = $1
    and    reference = any ($2)
    and    try_id <> $3
    """

  let adapter: String
  let references: [ExactText]
  let attempt: ExactText

  init(than attempt: MoneyTry, named references: [ExactText]) {
    adapter = attempt.adapter
    self.references = references
    self.attempt = attempt.id
  }

  var bindings: Bindings { [adapter, references, attempt] }
  static func decode(_ row: inout RowReader) throws -> ExactText { try row.next() }
}
