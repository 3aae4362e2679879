public import Contracts
public import FoundationEssentials
public import Postgres

/// The period in which what happens now is billed.
public struct PresentPeriod: Sendable {
  public let startsAt: Date
  /// The next cut-off: what happens then belongs to the next one.
  public let endsAt: Date
  /// nil: nothing of it has been billed yet.
  public let id: Int32?
}

/// Works the present period out without making it.
public struct ReadPresentPeriod: Statement {
  public static let sql = """
    select coalesce(open.starts_at, greatest(last.ends_at, cutoff_until($1, $2, $3))),
           coalesce(open.ends_at, cutoff_after(greatest($1, last.ends_at), $2, $3)),
           open.id
    from   (select max(ends_at) as ends_at from period) last
    left   join lateral (
             select id, starts_at, ends_at
             from   period
             where  closing_at is null
             and    ends_at > $1
             order  by ends_at
             limit  1) open on true
    """

  let now: Date
  let rule: CutoffRule
  let zone: String

  public init(at now: Date, by rule: CutoffRule, zone: String) {
    self.now = now
    self.rule = rule
    self.zone = zone
  }

  public var bindings: Bindings { [now, rule.text, zone] }

  public static func decode(_ row: inout RowReader) throws -> PresentPeriod {
    PresentPeriod(startsAt: try row.next(), endsAt: try row.next(), id: try row.next())
  }
}

/// The oldest period that is over and has lines of a party on no invoice yet: between a cut-off and
/// the batch, or where the party is stuck. No row: there is none.
public struct FindUnbilledPeriod: Statement {
  public static let sql = """
    select p.starts_at, p.ends_at, p.id
    from   period p
    left   join billing_run r on r.period = p.id
    where  p.ends_at <= $2
    and    (r.finished_at is null
              or exists (select from stuck s where s.period = p.id and s.party = $1))
    and    exists (select from billing_line l where l.period = p.id and l.party = $1)
    and    not exists (select from invoice i where i.period = p.id and i.party = $1)
    order  by p.ends_at
    limit  1
    """

  let party: UUID
  let now: Date

  public init(of party: UUID, at now: Date) {
    self.party = party
    self.now = now
  }

  public var bindings: Bindings { [party, now] }
  public static func decode(_ row: inout RowReader) throws -> PresentPeriod {
    PresentPeriod(startsAt: try row.next(), endsAt: try row.next(), id: try row.next())
  }
}

/// What a party's lines of a period come to, by kind; those that take others back are told apart.
public struct SumPeriod: Statement {
  public static let sql = """
    select kind, reverses is not null, sum(amount)::int8
    from   billing_line
    where  period = $1
    and    party = $2
    group  by 1, 2
    """

  let period: Int32
  let party: UUID

  public init(_ period: Int32, of party: UUID) {
    self.period = period
    self.party = party
  }

  public var bindings: Bindings { [period, party] }

  public static func decode(
    _ row: inout RowReader
  ) throws -> (kind: String, isCorrection: Bool, amount: Money) {
    (kind: try row.next(), isCorrection: try row.next(), amount: try row.next())
  }
}
