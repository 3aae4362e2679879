import Contracts
public import FoundationEssentials
public import Logging
import Metrics
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Shows how it stands with money that is to move: read from the tables, so that whichever replica is
/// asked says the same.
public struct MoneyGauges: Service {
  public static let metrics: [any DescribedMetric] = [
    open, failed, unpaid, twice, differences, balance,
  ]

  private static let open = Metric<Gauge>(
    "mcf_tries_open_seconds", by: "state",
    meaning: "the age of the oldest try that is made, unknown or pending; 0: there is none")
  private static let failed = Metric<Gauge>(
    "mcf_payouts_failed", meaning: "invoices whose last try has failed, and that are not paid")
  private static let unpaid = Metric<Gauge>(
    "mcf_money_unpaid", by: "state",
    meaning: "what is left to be paid of invoices, in cat-units, by how they stand")
  private static let twice = Metric<Gauge>(
    "mcf_invoices_paid_twice",
    meaning: "invoices that were paid more than was due within a week, and not sent back; 0 is good"
  )

  private static let differences = Metric<Gauge>(
    "mcf_differences",
    meaning: "where a provider's list says otherwise than the books, and nobody has settled it yet")

  private static let balance = Metric<Gauge>(
    "mcf_ledger_balance", by: "account",
    meaning: "debits less credits by the ledger's last seal, in cat-units; what is in `suspense` "
      + "is explained by nobody yet")

  private let database: PostgresClient
  private let clock: Clock
  private let logger: Logger

  private static let interval = Duration.seconds(15)

  public init(_ database: PostgresClient, clock: Clock, logger: Logger) {
    self.database = database
    self.clock = clock
    self.logger = logger
  }

  public func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  func turn() async {
    do {
      show(try await database.read(ReadMoneyStanding(at: clock.now())))
    } catch {
      logger.warning("money cannot be counted", metadata: ["cause": "\(error)"])
    }
  }

  private func show(_ figures: [MoneyFigure]) {
    func value(_ what: MoneyFigure.What, _ state: String? = nil) -> Double {
      figures.first { $0.what == what && $0.state == state }?.value ?? 0
    }
    for state in TryState.allCases where !state.isFinal {
      Self.open([("state", state.rawValue)]).record(value(.open, state.rawValue))
    }
    let states: [InvoiceStatus] = [.waiting, .underWay, .overdue, .noMethod, .failed, .refused]
    for state in states.map(\.rawValue) {
      Self.unpaid([("state", state)]).record(value(.unpaid, state))
    }
    Self.failed().record(value(.failed))
    Self.twice().record(value(.twice))
    Self.differences().record(value(.differences))
    for figure in figures where figure.what == .balance {
      Self.balance([("account", figure.state ?? "")]).record(figure.value)
    }
  }
}

enum InvoiceSQL {
  /// What an invoice `i` leaves to be paid by money: what is due, less what credit has paid of it.
  static let toBePaid = """
    i.due - coalesce((select sum(u.amount)
                      from   credit_use u
                      where  u.invoice_id = i.id
                      and    u.because <> 'returned'), 0)
    """
}

/// One figure of how it stands with money.
public struct MoneyFigure: Sendable {
  public enum What: String, Sendable, PostgresText {
    case open, unpaid, failed, twice, differences, balance
  }

  public let what: What
  public let state: String?
  public let value: Double
}

public struct ReadMoneyStanding: Statement {
  public static let sql = """
    select 'unpaid', state, sum(amount)::float8 / 100
    from   settlement
    where  state <> 'paid'
    group  by state
    union  all
    select 'failed', null, count(*)::float8
    from   settlement
    where  state <> 'paid'
    and    state in ('failed', 'refused')
    union  all
    select 'open', state, greatest(max(extract(epoch from $1 - made_at)), 0)::float8
    from   money_try
    where  state in ('made', 'unknown', 'pending')
    group  by state
    union  all
    select 'twice', null, count(*)::float8
    from   (select i.id
            from   receipt r
            join   invoice i on i.id = r.invoice_id
            where  r.invoice_id in (select invoice_id
                                    from   receipt
                                    where  recorded_at > $1 - interval '7 days')
            group  by i.id
            having sum(case r.direction when 'in' then r.amount - given_back(r.id) else -r.amount end)
                     > \(InvoiceSQL.toBePaid)) t
    union  all
    select 'differences', null, count(*)::float8
    from   difference
    where  settled_at is null
    union  all
    select 'balance', b.account, b.balance::float8 / 100
    from   (select * from ledger_seal order by no desc limit 1) s,
           unnest(s.accounts, s.balances) as b (account, balance)
    """

  let now: Date
  public init(at now: Date) { self.now = now }
  public var bindings: Bindings { [now] }
  public static func decode(_ row: inout RowReader) throws -> MoneyFigure {
    MoneyFigure(what: try row.next(), state: try row.next(), value: try row.next())
  }
}
