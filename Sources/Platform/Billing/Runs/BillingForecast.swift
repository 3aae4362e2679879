public import Contracts
public import FoundationEssentials
import Postgres
import ServiceKit

/// What a period would come to if it were billed now, beside what the one before it came to. Who
/// would be stuck counts for nothing in it, as in a run.
public struct BillingForecast: Sendable {
  public let period: DuePeriod
  /// What has ended the period is not sealed: its lines are those that are here by now.
  public var isSealed: Bool { period.isSealed }
  public private(set) var invoices = 0
  public private(set) var lines = 0
  public private(set) var lateLines = 0
  /// What the late ones come to.
  public internal(set) var late = Money.zero
  public private(set) var total = Money.zero
  public private(set) var carriedIn = Money.zero
  public private(set) var due = Money.zero
  public private(set) var below = 0
  public private(set) var belowTotal = Money.zero
  /// Who would have something to be paid, and no way for it.
  public private(set) var withoutWay = 0
  /// Who would get no invoice, in the order of the parties.
  public private(set) var stuck: [StuckParty] = []
  /// The invoices of the period before; nil: there is none that was billed.
  public let former: FormerRun?
  /// How many of those who would get one have an invoice of the period before, too.
  public private(set) var again = 0
  /// Where it differs most from the invoices before, the largest difference first.
  public private(set) var changes: [ForecastRow] = []

  private static let mostChanges = 10

  init(_ period: DuePeriod, former: FormerRun?) {
    self.period = period
    self.former = former
  }

  mutating func add(_ row: ForecastRow) {
    if let cause = row.cause {
      stuck.append(StuckParty(party: row.party, cause: cause))
      return
    }
    invoices += 1
    lines += Int(row.lines)
    lateLines += Int(row.lateLines)
    total += row.total
    carriedIn += row.carriedIn
    due += row.due
    if row.total < .zero {
      below += 1
      belowTotal += row.total
    }
    if row.due > .zero, !row.hasWay { withoutWay += 1 }
    if row.formerTotal != nil { again += 1 }
    guard former != nil, row.change != 0 else { return }
    let place = changes.firstIndex { $0.change.magnitude < row.change.magnitude } ?? changes.count
    changes.insert(row, at: place)
    if changes.count > Self.mostChanges { changes.removeLast() }
  }
}

/// A period that was billed before.
public struct FormerRun: Sendable {
  public let period: Int32
  public let endsAt: Date
  public let invoices: Int
  public let total: Money
}

/// What a party's invoice would be.
public struct ForecastRow: Sendable {
  public let party: UUID
  /// nil: not known here yet.
  public let name: String?
  public let lines: Int32
  public let lateLines: Int32
  public let total: Money
  public internal(set) var carriedIn: Money
  /// Whether its money can move.
  public let hasWay: Bool
  /// The total of its invoice of the period before; nil: there is none.
  public let formerTotal: Money?
  /// What is left of older invoices that credit would pay for; nil: credit pays for none.
  var open: Money?

  public var due: Money { max(total + carriedIn, .zero) }
  /// Why there would be no invoice; nil: there would be one. What an account gives or takes is never
  /// more than the total: that alone decides whether an entry can have it.
  var cause: String? {
    if name == nil { return StuckParty.unknown }
    return total.magnitude > .mostBooked ? StuckParty.beyondAnEntry : nil
  }
  /// In hundredths.
  var change: Int64 { total.hundredths - (formerTotal ?? .zero).hundredths }
}

extension BillingRun {
  private static let page = 5_000

  /// Works out what `run` would do, and writes nothing.
  ///
  /// - Parameters:
  ///   - asOf: may lie ahead: then what is here by now counts.
  ///   - each: is given each row, in the order of the parties.
  public func forecast(
    asOf: Date, each: @Sendable ([ForecastRow]) throws -> Void = { _ in }
  ) async throws -> [BillingForecast] {
    try await database.withTransaction(.repeatableReadOnly) { transaction in
      var forecasts: [BillingForecast] = []
      var accounts = ForecastAccounts()
      for period in try await transaction.execute(FindDuePeriods(asOf: asOf)) {
        let former = try await transaction.one(FindFormerRun(before: period.endsAt))
        var (forecast, last) = (BillingForecast(period, former: former), UUID.zero)
        while true {
          let rows = try await bookkeeper.forecast(
            ForecastPage(
              period: period.id, after: last, most: Self.page, kind: bookkeeper.invoicing.kind,
              former: former?.period), in: transaction
          ).map { accounts.take($0) }
          for row in rows { forecast.add(row) }
          try each(rows)
          guard let end = rows.last, rows.count == Self.page else { break }
          last = end.party
        }
        if forecast.lateLines > 0 {
          let late = SumLate(period: period.id, besides: forecast.stuck.map(\.party))
          forecast.late = try await transaction.one(late) ?? .zero
        }
        forecasts.append(forecast)
      }
      return forecasts
    }
  }
}

/// What accounts hold once the periods are billed that were worked out so far, as far as that is not
/// what they hold now: a run bills one after the other.
struct ForecastAccounts {
  private var carried: [UUID: Money] = [:]
  private var open: [UUID: Money] = [:]

  /// - Returns: the row with what its account would carry by then.
  mutating func take(_ row: ForecastRow) -> ForecastRow {
    var row = row
    row.carriedIn = carried[row.party] ?? row.carriedIn
    guard row.cause == nil else { return row }
    var left = row.carriedIn + row.total - row.due
    if let older = row.open {
      let due = older + (open[row.party] ?? .zero)
      // Credit that has come pays for older ones at once.
      let used = row.total < .zero ? min(.zero - left, due) : .zero
      left += used
      open[row.party, default: .zero] += row.due - used
    }
    if left != row.carriedIn { carried[row.party] = left }
    return row
  }
}

struct FindFormerRun: Statement {
  static let sql = """
    select p.id, p.ends_at, r.invoices, r.total
    from   billing_run r
    join   period p on p.id = r.period
    where  r.finished_at is not null
    and    p.ends_at < $1
    order  by p.ends_at desc
    limit  1
    """

  let before: Date
  var bindings: Bindings { [before] }

  static func decode(_ row: inout RowReader) throws -> FormerRun {
    FormerRun(
      period: try row.next(), endsAt: try row.next(), invoices: try row.next(),
      total: try row.next())
  }
}

/// What the late lines of a period come to that are on no invoice yet, but for those of some parties.
struct SumLate: Statement {
  static let sql = """
    select coalesce(sum(l.amount), 0)::int8
    from   billing_line l
    join   period p on p.id = l.period
    where  l.period = $1
    and    l.occurred_at < p.starts_at
    and    l.party <> all($2)
    and    not exists (select from invoice i where i.period = l.period and i.party = l.party)
    """

  let period: Int32
  let besides: [UUID]
  var bindings: Bindings { [period, besides] }
  static func decode(_ row: inout RowReader) throws -> Money { try row.next() }
}

/// Which parties of a period are worked out next.
struct ForecastPage: Sendable {
  let period: Int32
  let after: UUID
  let most: Int
  let kind: Person.Kind
  /// The period before that was billed.
  let former: Int32?
}

struct ForecastInvoices<Keeper: Bookkeeper>: Statement {
  static var sql: String {
    """
    with \(ChunkSQL.cte)
    select c.party, p.name, c.lines, c.late_lines, c.total, coalesce(a.carried, 0),
           c.party in (\(Keeper.payable)), i.total,
           case when $6 and c.total < 0 then (\(OpenSettlements.sum(of: "c.party")))
                when $6                 then 0
           end
    from   chunk c
    left   join person p on p.kind = $4 and p.id = c.party
    left   join account a on a.party = c.party
    left   join invoice i on i.party = c.party and i.period = $5
    order  by c.party
    """
  }

  let page: ForecastPage
  var bindings: Bindings {
    [
      page.period, page.after, page.most, page.kind, page.former,
      Keeper.money.isOwedByParties,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> ForecastRow {
    ForecastRow(
      party: try row.next(), name: try row.next(), lines: try row.next(),
      lateLines: try row.next(), total: try row.next(), carriedIn: try row.next(),
      hasWay: try row.next(), formerTotal: try row.next(), open: try row.next())
  }
}
