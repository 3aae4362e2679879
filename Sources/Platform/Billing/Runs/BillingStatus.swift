public import Contracts
public import FoundationEssentials
public import Postgres

/// How a side's billing stands, for whoever runs it.
public struct BillingStatus: Sendable {
  /// The period that was billed last; nil: none was.
  public let last: FormerRun?
  public let finishedAt: Date?
  public let stuck: Int
  /// The end of the present period, whether it was made already or not.
  public let next: Date
  /// Periods that have ended and are not billed.
  public let overdue: Int
  /// How many invoices are to be paid, and what is left of them, by status.
  public let unpaid: [InvoiceStatus: (invoices: Int, left: Money)]
  /// What accounts carry: nothing, or less.
  public let carried: Money
  /// Tries of which nobody knows what came, and the age of the oldest one, in seconds.
  public let unknown: (tries: Int, age: TimeInterval)
  /// The last try that has failed of what is to be paid out: where to, and why.
  public let failure: PayoutFailure?
  /// Proposals that wait for a second person.
  public let proposals: Int
  /// Where providers say otherwise than the books.
  public let differences: Int
  /// When the ledger was last gone through by anybody, and what was found.
  public let verifiedAt: Date?
  public let verifiedSeal: Int64?
  public let faults: Int

  /// Of these, how many that should long be billed.
  public let late: Int

  /// Whether something of it asks for a person.
  public var needsSomebody: Bool {
    stuck > 0 || faults > 0 || late > 0 || differences > 0 || unknown.age > Self.unknownForLong
  }

  /// As the alarm `PaymentsUnknown` has it.
  private static let unknownForLong: TimeInterval = 3_600
}

/// A payout that has failed.
public struct PayoutFailure: Sendable {
  /// How it stands with the invoice since.
  public let status: InvoiceStatus
  public let destination: Destination
  /// Why, in the provider's words.
  public let code: ExactText

  init(_ status: InvoiceStatus, to destination: Destination, code: ExactText) {
    self.status = status
    self.destination = destination
    self.code = code
  }

  /// nil: there is none.
  fileprivate init?(row: inout RowReader) throws {
    let status: InvoiceStatus? = try row.next()
    let (destination, code): (ExactText?, ExactText?) = (try row.next(), try row.next())
    guard let status, let destination, let code else { return nil }
    self.init(status, to: Destination(destination), code: code)
  }
}

public struct ReadBillingStatus: Statement {
  public static let sql = """
    select r.period, r.ends_at, r.invoices, r.total, r.finished_at,
           (select count(*) from stuck),
           coalesce((select min(ends_at) from period where ends_at > $1),
                    cutoff_after($1, coalesce($2, m.rule, $4), coalesce($3, m.zone, $5))),
           (select count(*)
            from   period p
            left   join billing_run o on o.period = p.id
            where  p.ends_at <= $1 and o.finished_at is null),
           -- as the alarm BillingLate has it
           (select count(*)
            from   period p
            left   join billing_run o on o.period = p.id
            where  p.ends_at <= $1 - interval '2 hours' and o.finished_at is null),
           u.states, u.counts, u.amounts,
           (select coalesce(sum(carried), 0)::int8 from account),
           t.tries, t.age, f.state, f.destination, f.code,
           (select count(*) from proposal where decision is null),
           (select count(*) from difference where settled_at is null),
           v.verified_at, v.to_seal, coalesce(v.faults, 0)
    from   (values (0)) one
    left   join (select rule, zone from period order by ends_at desc limit 1) m on true
    left   join lateral (
             select r.*, p.ends_at
             from   billing_run r
             join   period p on p.id = r.period
             where  r.finished_at is not null
             order  by p.ends_at desc
             limit  1) r on true
    left   join lateral (
             select * from ledger_verification order by verified_at desc limit 1) v on true
    cross  join lateral (
             select array_agg(state) as states, array_agg(count) as counts,
                    array_agg(amount) as amounts
             from   (select state, count(*) as count, sum(amount)::int8 as amount
                     from   settlement
                     where  state <> 'paid'
                     group  by state) s) u
    cross  join lateral (
             select count(*) as tries,
                    greatest(extract(epoch from $1 - min(made_at)), 0)::float8 as age
             from   money_try
             where  state in ('made', 'unknown')) t
    left   join lateral (
             select s.state, l.destination, l.code
             from   settlement s
             cross  join lateral (
                      select *
                      from   money_try l
                      where  l.subject = s.invoice_id
                      order  by l.n desc
                      limit  1) l
             where  s.state in ('failed', 'refused')
             and    l.code is not null
             order  by l.answered_at desc
             limit  1) f on true
    """

  let now: Date
  let rule: CutoffRule?
  let settings: BillingSettings

  /// - Parameter rule: by which the next period will be made; nil: as the last one was made, or as set
  ///   for the first one.
  public init(at now: Date, rule: CutoffRule?, settings: BillingSettings) {
    self.now = now
    self.rule = rule
    self.settings = settings
  }

  public var bindings: Bindings { [now] + settings.making(by: rule) }

  public static func decode(_ row: inout RowReader) throws -> BillingStatus {
    let (period, endsAt): (Int32?, Date?) = (try row.next(), try row.next())
    let (invoices, total): (Int?, Money?) = (try row.next(), try row.next())
    let finishedAt: Date? = try row.next()
    let stuck: Int = try row.next()
    let next: Date = try row.next()
    let (overdue, late): (Int, Int) = (try row.next(), try row.next())
    let states: [String] = try row.next() ?? []
    let counts: [Int] = try row.next() ?? []
    let amounts: [Money] = try row.next() ?? []
    var last: FormerRun?
    if let period, let endsAt, let invoices, let total {
      last = FormerRun(period: period, endsAt: endsAt, invoices: invoices, total: total)
    }
    return BillingStatus(
      last: last, finishedAt: finishedAt, stuck: stuck, next: next, overdue: overdue,
      unpaid: states.indices.reduce(into: [:]) { unpaid, n in
        InvoiceStatus(rawValue: states[n]).map { unpaid[$0] = (counts[n], amounts[n]) }
      },
      carried: try row.next(), unknown: (tries: try row.next(), age: try row.next()),
      failure: try PayoutFailure(row: &row), proposals: try row.next(),
      differences: try row.next(), verifiedAt: try row.next(), verifiedSeal: try row.next(),
      faults: try row.next(), late: late)
  }
}
