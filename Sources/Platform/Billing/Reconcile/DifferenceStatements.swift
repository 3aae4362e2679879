import Contracts
import FoundationEssentials
public import Postgres

/// What is known here of payments in a provider's list, in their order.
struct FindBookedPayments: Statement {
  static let sql = """
    select t.subject, t.amount, t.state,
           -- A refund is its try, and has no receipt.
           p.has_arrived or t.purpose is not distinct from 'refund'
                            and (t.state = 'succeeded' or t.recovered_at is not null),
           exists (select
                   from   receipt r
                   where  (r.adapter, r.reference, r.direction) = ($1, p.reference, 'back'))
             or t.purpose is not distinct from 'refund' and t.returned_at is not null,
           case
             -- A refund is one payment: the one that its try has ended by, or all that there are.
             when t.purpose is not distinct from 'refund' and t.state = 'succeeded'
               then p.reference <> t.reference
             when t.purpose is not distinct from 'refund'
               then min(p.reference) filter (where p.is_paid) over (partition by t.id)
                      <> max(p.reference) filter (where p.is_paid) over (partition by t.id)
             else coalesce((select sum(case r.direction
                                         when 'in' then r.amount - given_back(r.id)
                                         else -r.amount
                                       end)
                            from   receipt r
                            where  r.invoice_id = t.subject), 0)
                    + sum(case when p.is_paid and not p.has_arrived then p.amount else 0 end)
                        over (partition by t.subject)
                    > (select \(InvoiceSQL.toBePaid) from invoice i where i.id = t.subject)
           end
    from   (select p.*,
                   exists (select
                           from   receipt r
                           where  (r.adapter, r.reference, r.direction)
                                    = ($1, p.reference, 'in')) as has_arrived
            from   unnest($2::text[], $3::text[], $4::int8[], $5::bool[])
                     with ordinality as p (key, reference, amount, is_paid, n)) p
    left   join money_try t on t.id = p.key and t.adapter = $1
    order  by p.n
    """

  let adapter: String
  let states: [MoneyState]
  var bindings: Bindings {
    [
      adapter, states.map(\.key), states.map(\.providerReference), states.map(\.amount),
      states.map { $0.standing == .paid },
    ]
  }

  static func decode(_ row: inout RowReader) throws -> BookedPayment? {
    let (subject, amount, state): (UUID?, Money?, TryState?) = (
      try row.next(), try row.next(), try row.next()
    )
    let (hasArrived, hasComeBack): (Bool, Bool) = (try row.next(), try row.next())
    let isPaidTwice: Bool = try row.next() ?? false
    guard let subject, let amount, let state else { return nil }
    return BookedPayment(
      subject: subject, amount: amount, state: state, hasArrived: hasArrived,
      hasComeBack: hasComeBack, isPaidTwice: isPaidTwice)
  }
}

/// Notes a difference, unless it is noted, settled or not. No row: nothing is new.
struct KeepDifference: Statement {
  static let sql = """
    insert into difference as d (id, adapter, what, reference, key, ours, theirs, standing, found_at,
                                 is_stray, party)
    select $1::uuid, $2::text, $3::text, $4::text, $5::text, $6::int8, $7::int8, $8::text,
           $9::timestamptz, $10::bool, $11::uuid
    -- What was noted without its standing is the same, unless it is money by now, or was.
    where  $10::bool
    or     not exists (select
                       from   difference o
                       where  o.adapter = $2::text
                       and    o.what = $3::text
                       and    o.reference = $4::text
                       and    o.standing = ''
                       and    not o.is_stray)
    -- Of money it is also difference_booked_once.
    on     conflict do nothing
    returning \(Difference.columns)
    """

  let adapter: String
  let kind: Difference.Kind
  let reference: ExactText
  let key: ExactText
  let ours: Money?
  let theirs: Money?
  var standing: Difference.Standing?
  var isStray = false
  /// Whose it is.
  var party = UUID.zero
  let now: Date
  var bindings: Bindings {
    [
      UUID.v7(at: now), adapter, kind, reference, key, ours, theirs, standing?.rawValue ?? "", now,
      isStray, party,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Difference { try Difference(row: &row) }
}

/// Notes what a provider has neither paid nor declined for too long.
struct KeepLongPending: Statement {
  static let sql = """
    insert into difference (id, adapter, what, reference, key, ours, found_at)
    select gen_random_uuid(), t.adapter, 'pending_long', coalesce(t.reference, t.id), t.id, t.amount,
           $2::timestamptz
    from   money_try t
    where  t.adapter = $1
    and    t.state = 'pending'
    and    t.made_at < $2::timestamptz - interval '14 days'
    on     conflict on constraint difference_once do nothing
    """

  let adapter: String
  let now: Date
  var bindings: Bindings { [adapter, now] }
}

/// Payments that were booked in a time, as they came, with the reference under which to ask for them.
struct ListReceipts: Statement {
  static let sql = """
    select r.id, r.reference, r.try_id, r.invoice_id, r.amount
    from   receipt r
    where  r.adapter = $1
    and    r.direction = 'in'
    -- What came unasked was found in the list.
    and    r.try_id is not null
    and    r.recorded_at >= $2
    and    r.recorded_at < $3
    and    (r.recorded_at, r.id) > (coalesce((select recorded_at from receipt where id = $4), $2), $4)
    order  by r.recorded_at, r.id
    limit  $5
    """

  struct Row: Sendable {
    let id: UUID
    /// The provider's name for it.
    let reference: ExactText
    let key: ExactText
    let subject: UUID
    let amount: Money
  }

  let adapter: String
  let from: Date
  let to: Date
  let after: UUID
  let limit: Int
  var bindings: Bindings { [adapter, from, to, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      id: try row.next(), reference: try row.next(), key: try row.next(), subject: try row.next(),
      amount: try row.next())
  }
}

/// The differences that are open, the first one first.
public struct ListDifferences: Statement {
  public static let sql = """
    select \(Difference.columns)
    from   difference d
    where  d.settled_at is null
    and    (d.found_at, d.id) > ($1, $2)
    order  by d.found_at, d.id
    limit  $3
    """

  let after: ListPlace.Key
  let limit: Int
  public init(after: ListPlace.Key? = nil, limit: Int) {
    self.after = after ?? (.distantPast, .zero)
    self.limit = limit
  }
  public var bindings: Bindings { [after.at, after.id, limit] }
  public static func decode(_ row: inout RowReader) throws -> Difference {
    try Difference(row: &row)
  }
}

/// Whether a provider has a payment for an invoice that nobody here knows of, as after a restored
/// backup: until somebody has cleared that up, another one would be one too many.
struct FindUnexplained: Statement {
  static let sql = """
    select exists (select
                   from   difference
                   where  settled_at is null
                   and    what = 'unknown_here'
                   and    starts_with(key, $1))
    """

  let invoice: UUID
  init(of invoice: UUID) { self.invoice = invoice }
  var bindings: Bindings { ["\(invoice.wire)."] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Somebody has looked at a difference, and says what came of it, as far as that can be said of one of
/// its kind. No row: there is none, or it is settled.
struct SettleDifference: Statement {
  static let sql = """
    update difference d
    set    settled_at = $4,
           settled_by = $2,
           why        = $3,
           invoice_id = case when d.is_stray then $5::uuid end,
           on_credit  = case
                          when d.what = 'late_refund' and $6::int8 between 1 and d.theirs
                            then $6::int8
                        end
    where  d.id = $1
    and    d.settled_at is null
    returning \(Difference.columns)
    """

  let id: UUID
  let manager: ExactText
  let settling: Settling
  let now: Date
  init(_ id: UUID, as settling: Settling, by manager: ExactText, at now: Date) {
    self.id = id
    self.manager = manager
    self.settling = settling
    self.now = now
  }
  var bindings: Bindings {
    [id, manager, settling.why, now, settling.invoice, settling.onCredit]
  }
  static func decode(_ row: inout RowReader) throws -> Difference {
    try Difference(row: &row)
  }
}

/// Whether money that came unasked has gone back since.
struct FindGoneBack: Statement {
  static let sql = """
    select exists (select
                   from   difference
                   where  adapter = $1
                   and    reference = $2
                   and    standing = 'back')
    """

  let stray: Difference
  init(of stray: Difference) { self.stray = stray }
  var bindings: Bindings { [stray.adapter, stray.reference] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Whether there ever was such a difference.
struct FindDifference: Statement {
  static let sql = "select exists (select from difference where id = $1)"
  let id: UUID
  init(_ id: UUID) { self.id = id }
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
