public import Contracts
public import FoundationEssentials
import Postgres

/// What billing a period came to.
public struct RunSummary: Sendable {
  public let period: DuePeriod
  public let figures: RunFigures
  /// How many have something to be paid, and no way for it.
  public let withoutWay: Int
  public let stuck: [StuckParty]
  /// How many events had arrived before the cut-off and failed; the first of them.
  public let parked: Int
  public let firstParked: [ParkedEvent]
  /// How many were not waited for any longer.
  public let unhandled: Int
  /// The seal of the ledger behind it; nil: nothing was posted.
  public let seal: Int64?
}

/// The figures of a period that is billed: the same however often that was broken off.
public struct RunFigures: Sendable {
  public let invoices: Int
  /// nil: there are none.
  public let first: InvoiceNumber?
  public let last: InvoiceNumber?
  public let lines: Int
  public let total: Money
  /// What the accounts gave to it: nothing, or less.
  public let carriedIn: Money
  public let due: Money
  /// Lines of earlier periods, and what they come to.
  public let lateLines: Int
  public let late: Money
  /// Invoices below zero.
  public let below: Int
  public let belowTotal: Money
  /// SHA-256 over number, party and total of all.
  public let digest: [UInt8]

  /// What went to the accounts: nothing, or less.
  public var carriedOut: Money { carriedIn + total - due }
}

/// A party that could not be invoiced.
public struct StuckParty: Sendable {
  public let party: UUID
  public let cause: String

  /// The register's event about it has not come.
  static let unknown = "is not known here yet"
  /// Its lines come to more than ``Money/mostBooked``.
  static let beyondAnEntry = "comes to more than an entry of the ledger may have"
}

struct ReadRun: Statement {
  static let sql = """
    select r.invoices, i.series, i.first[1]::int4, i.first[2], i.last[1]::int4, i.last[2],
           r.lines, r.total, i.carried_in, i.due, i.late_lines,
           case when i.late_lines = 0 then 0 else (
             select coalesce(sum(l.amount), 0)::int8
             from   billing_line l
             join   invoice v on v.period = l.period and v.party = l.party
             where  l.period = r.period
             and    l.occurred_at < p.starts_at) end,
           i.below, i.below_total, r.digest
    from   billing_run r
    join   period p on p.id = r.period
    cross  join lateral (
             select min(series) as series, min(array[year, number]) as first,
                    max(array[year, number]) as last,
                    coalesce(sum(carried_in), 0)::int8 as carried_in,
                    coalesce(sum(due), 0)::int8 as due,
                    coalesce(sum(late_lines), 0)::int8 as late_lines,
                    count(*) filter (where total < 0) as below,
                    coalesce(sum(total) filter (where total < 0), 0)::int8 as below_total
             from   invoice
             where  period = r.period) i
    where  r.period = $1
    and    r.finished_at is not null
    """

  let period: Int32
  var bindings: Bindings { [period] }

  static func decode(_ row: inout RowReader) throws -> RunFigures {
    let invoices: Int = try row.next()
    let series: String? = try row.next()
    func number() throws -> InvoiceNumber? {
      let (year, number): (Int32?, Int64?) = (try row.next(), try row.next())
      guard let series, let year, let number else { return nil }
      return InvoiceNumber(series: series, year: year, number: number)
    }
    return RunFigures(
      invoices: invoices, first: try number(), last: try number(), lines: try row.next(),
      total: try row.next(), carriedIn: try row.next(), due: try row.next(),
      lateLines: try row.next(), late: try row.next(), below: try row.next(),
      belowTotal: try row.next(), digest: try row.next())
  }
}

struct ListStuck: Statement {
  static let sql = "select party, cause from stuck where period = $1 order by party"
  let period: Int32
  var bindings: Bindings { [period] }

  static func decode(_ row: inout RowReader) throws -> StuckParty {
    StuckParty(party: try row.next(), cause: try row.next())
  }
}
