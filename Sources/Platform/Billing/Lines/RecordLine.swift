import Contracts
import FoundationEssentials
public import Postgres

/// Adds a line to the period of when it happened, with its entries in the ledger, unless it is there:
/// whoever repeats it books nothing.
public struct RecordLine: Statement {
  public static let sql = """
    with added as (
      insert into billing_line as l
             (id, party, period, kind, amount, occurred_at, recorded_at, order_id,
              service_type_name, outcome, reason, price, discount_percent, earning, reverses,
              by_role, by_subject, why, reverses_note)
      values ($1, $2, period_at($3, $4, $5), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
              $17, $18, $19, $20, $27)
      on     conflict (id) do nothing
      returning l.id, l.party, l.occurred_at, document(l) as document
    )
    select ledger_append(
             $21, $9, $22, array_agg(a.party), array_agg(p.kind), array_agg(p.debit),
             array_agg(p.credit), array_agg(p.amount), array_agg(a.id), array_agg(a.document),
             array_agg(a.occurred_at))
    from   added a
    cross  join unnest($23::text[], $24::text[], $25::text[], $26::int8[])
           as p (kind, debit, credit, amount)
    """

  let line: BillingLine
  let postings: [Posting]
  let lane: LedgerLane
  let rule: CutoffRule
  let zone: String

  public init(
    _ line: BillingLine, _ postings: [Posting], in lane: LedgerLane, by rule: CutoffRule,
    zone: String
  ) {
    self.line = line
    self.postings = postings
    self.lane = lane
    self.rule = rule
    self.zone = zone
  }

  /// How far an event's time may lie ahead of ours: beyond, its clock is taken to be wrong, so that
  /// it cannot open next year.
  private static let mostAhead: TimeInterval = 3_600

  private var billedAt: Date {
    min(line.occurredAt, line.recordedAt.addingTimeInterval(Self.mostAhead))
  }

  public var bindings: Bindings {
    let order = line.order
    return [
      line.id, line.party, billedAt, rule.text, zone, line.kind, line.amount, line.occurredAt,
      line.recordedAt, order?.id, order?.serviceTypeName, order?.outcome, order?.reason,
      order?.price, order?.discountPercent, order?.earning, line.reverses, line.by.role,
      line.by.subject, line.by.why, lane.number, line.by.name, postings.map(\.kind),
      postings.map(\.debit), postings.map(\.credit), postings.map(\.amount),
      line.reversesNote,
    ]
  }
}
