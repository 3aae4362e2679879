import Contracts
public import FoundationEssentials
public import Postgres

/// What told how a try stands.
public enum TrySource: String, Sendable, PostgresText {
  case answer, look
}

/// Writes down what a try has come to, with a line of its history. The lease of whoever has looked lies
/// ahead: what is due by now was asked for meanwhile, and stays due.
public struct MoveTry: Statement {
  public static let sql = """
    with moved as (
      update money_try t
      set    state        = $2,
             look_at      = case when t.look_at <= $11 then t.look_at else $3 end,
             answered_at  = case when $4 then coalesce(t.answered_at, $5) end,
             reference    = case when t.answered_at is null then coalesce(t.reference, $6)
                                 else t.reference end,
             code         = case when t.answered_at is null then $7 else t.code end,
             is_final     = case when t.answered_at is null then $8 else t.is_final end,
             returned_at  = case when $9 then coalesce(t.returned_at, $5) end,
             recovered_at = case when $10 then coalesce(t.recovered_at, $5) end,
             version      = t.version + 1
      where  t.id = $1
      returning t.*
    ),
    told as (
      insert into try_history (try_id, version, state, at, source, reference, code)
      select id, version, state, $11, $12, $6, $7
      from   moved
    )
    select \(MoneyTry.columns) from moved t
    """

  let id: ExactText
  let life: TryLife
  let lookAt: Date?
  let evidence: MoneyState?
  let happenedAt: Date
  let now: Date
  let source: TrySource

  /// - Parameters:
  ///   - life: as it stands now.
  ///   - evidence: what the provider says; nil: nothing.
  ///   - lookAt: when it is looked up next.
  public init(
    _ attempt: MoneyTry, to life: TryLife, by evidence: MoneyState?, lookAt: Date?, at now: Date,
    source: TrySource
  ) {
    id = attempt.id
    self.life = life
    self.lookAt = lookAt
    self.evidence = evidence
    happenedAt = evidence?.time(since: attempt, until: now) ?? now
    self.now = now
    self.source = source
  }

  public var bindings: Bindings {
    let (code, isFinal): (ExactText?, Bool?) =
      switch evidence?.standing {
      case .declined(let code, let isFinal): (code, isFinal)
      case .back(let cause): (cause, nil)
      case .paid, .pending, nil: (nil, nil)
      }
    return [
      id, life.state, lookAt, life.state.isFinal, happenedAt, evidence?.providerReference, code,
      isFinal, life.isReturned, life.isRecovered, now, source,
    ]
  }
  public static func decode(_ row: inout RowReader) throws -> MoneyTry { try MoneyTry(row: &row) }
}

/// Books for a try what is new of it.
public struct BookTry: Statement {
  public static let sql = """
    select ledger_append(
             $2, $3, $4, array_agg(t.party), array_agg(p.kind), array_agg(p.debit),
             array_agg(p.credit), array_agg(p.amount), array_agg(t.cause),
             array_agg(document(t)), array_agg(p.at))
    from   money_try t
    cross  join unnest($5::text[], $6::text[], $7::text[], $8::int8[], $9::timestamptz[])
           as p (kind, debit, credit, amount, at)
    where  t.id = $1
    """

  let attempt: MoneyTry
  let postings: [Posting]
  let now: Date
  let by: String

  /// - Parameter by: who found it out; nil: who made the try.
  public init(_ attempt: MoneyTry, _ postings: [Posting], by: String?, at now: Date) {
    self.attempt = attempt
    self.postings = postings
    self.by = by ?? attempt.by.name
    self.now = now
  }

  public var bindings: Bindings {
    [
      attempt.id, LedgerLane.party(attempt.party).number, now, by, postings.map(\.kind),
      postings.map(\.debit), postings.map(\.credit), postings.map(\.amount),
      postings.map { $0.at ?? attempt.madeAt },
    ]
  }
}
