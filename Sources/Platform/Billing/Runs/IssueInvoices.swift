import Contracts
import FoundationEssentials
import Postgres

/// What the next parties of a period come to that have no invoice of it.
enum ChunkSQL {
  /// A CTE `chunk(party, lines, late_lines, total)`, of the period $1, from the party after $2 on, at
  /// most $3 of them. Both reads are bounded by $2: without that it would grow with what is done.
  static let cte = """
    chunk as materialized (
      select l.party, l.lines, l.late_lines, l.total
      from   (select party, count(*)::int4 as lines,
                     (count(*) filter (where occurred_at < (select starts_at
                                                            from   period
                                                            where  id = $1)))::int4 as late_lines,
                     sum(amount)::int8 as total
              from   billing_line
              where  period = $1
              and    party  > $2
              group  by party) l
      where  not exists (select
                         from   invoice i
                         where  i.period = $1
                         and    i.party  > $2
                         and    i.party  = l.party)
      order  by l.party
      limit  $3
    )
    """
}

/// Makes the invoices of the next parties, with their numbers, entries, what is to be paid, and what
/// the accounts carry on: all or nothing of them. Who is not known here yet is noted as stuck.
///
/// The transaction has locked the run before (`LockRun`), so that what another run has committed is
/// seen. Locks are taken in the order of accounts, numbers, lane.
struct IssueInvoices: Statement {
  static let sql = """
    with \(ChunkSQL.cte),
    held as materialized (
      select a.party, a.carried
      from   account a
      where  a.carried <> 0
      and    a.party in (select party from chunk)
      order  by a.party
      for    no key update
    ),
    known as materialized (
      select c.*, p.name, p.email, coalesce(h.carried, 0) as carried_in,
             row_number() over (order by c.party) as place
      from   chunk c
      -- Only those of the chunk are read, not all persons each time.
      join   person p on p.kind = $6 and p.id = c.party and p.id > $2
                     and p.id <= (select party from chunk order by party desc limit 1)
      left   join held h on h.party = c.party
    ),
    numbered as (
      insert into number_series as s (series, year, last)
      select $5, extract(year from $4::timestamptz at time zone $7)::int4, count(*)
      from   known
      having count(*) > 0
      on     conflict (series, year) do update set last = s.last + excluded.last
      returning s.year, s.last
    ),
    issued as (
      insert into invoice as i
             (id, party, period, series, year, number, lines, late_lines, total, carried_in, due,
              issued_at, party_name, email)
      select invoice_id(k.party, p.starts_at), k.party, $1, $5, n.year,
             n.last - (select count(*) from known) + k.place, k.lines, k.late_lines, k.total,
             k.carried_in, greatest(k.total + k.carried_in, 0), $4, k.name, k.email
      from   known k
      cross  join numbered n
      join   period p on p.id = $1
      returning \(Invoice.columns), document(i) as document
    ),
    to_settle as (
      insert into settlement (invoice_id, party, amount, state, next_at, ladder_from, version)
      select id, party, due, 'waiting', $4, $4, 1
      from   issued
      where  due > 0
    ),
    given as (
      update account a
      set    carried = a.carried + i.total - i.due
      from   issued i
      where  i.party = a.party
      and    i.total > i.due
    ),
    put as (
      insert into account as a (party, carried)
      select party, total - due
      from   issued
      where  total < due
      on     conflict (party) do update set carried = a.carried + excluded.carried
    ),
    unknown as (
      insert into stuck as s (period, party, since, tried_at, cause)
      select $1, c.party, $4, $4, '\(StuckParty.unknown)'
      from   chunk c
      where  not exists (select from known k where k.party = c.party)
      \(NoteStuck.again)
    ),
    freed as (
      delete from stuck s using issued i where s.period = $1 and s.party = i.party
    ),
    booked as materialized (
      select ledger_append(
               $8, $4, $9, array_agg(m.party), array_agg(m.kind),
               array_agg(case when m.amount > 0 then m.debit else m.credit end),
               array_agg(case when m.amount > 0 then m.credit else m.debit end),
               array_agg(abs(m.amount)), array_agg(m.id), array_agg(m.document),
               array_agg(m.issued_at)) as link
      from   (select 1 as n, 'invoice' as kind, i.total as amount, $10 as debit,
                     $11 as credit, i.*
              from   issued i
              where  i.total <> 0
              union  all
              select 2, case when i.total < i.due then 'carry_out' else 'carry_in' end,
                     i.total - i.due, $12, $13, i.*
              from   issued i
              where  i.total <> i.due
              order  by number, n) m
    )
    select c.party, b.link, i.id is not null, \(Invoice.columns)
    from   chunk c
    left   join issued i on i.party = c.party
    cross  join booked b
    order  by c.party
    """

  let period: Int32
  /// The last party that was gone through.
  let after: UUID
  let most: Int
  let now: Date
  let invoicing: Invoicing
  let zone: String
  /// Who bills, as links of the ledger name them.
  let by: String

  var bindings: Bindings {
    [
      period, after, most, now, invoicing.series, invoicing.kind, zone, LedgerLane.batch.number,
      by, invoicing.issue.debit, invoicing.issue.credit, invoicing.carry.debit,
      invoicing.carry.credit,
    ]
  }

  /// A party that was gone through; nil: it is stuck.
  static func decode(_ row: inout RowReader) throws -> (party: UUID, invoice: Invoice?) {
    let party: UUID = try row.next()
    _ = try row.next() as Int64?
    let isIssued: Bool = try row.next()
    return (party: party, invoice: isIssued ? try Invoice(row: &row) : nil)
  }
}

/// The next party of a period without an invoice of it.
struct FindNextParty: Statement {
  static let sql = "with \(ChunkSQL.cte) select party from chunk"
  let period: Int32
  let after: UUID
  var bindings: Bindings { [period, after, 1] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

struct NoteStuck: Statement {
  static let sql = """
    insert into stuck as s (period, party, since, tried_at, cause)
    values ($1, $2, $3, $3, $4)
    \(again)
    """

  /// What becomes of one that is stuck already.
  fileprivate static let again = """
    on     conflict (period, party) do update
    set    tried_at = excluded.tried_at,
           cause    = excluded.cause,
           tries    = s.tries + 1
    """

  let period: Int32
  let party: UUID
  let now: Date
  let cause: String
  var bindings: Bindings { [period, party, now, cause] }
}
