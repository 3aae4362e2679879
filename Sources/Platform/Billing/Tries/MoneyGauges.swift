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
    open, invoices, unpaid, twice, differences, proposals, balance,
  ]

  private static let open = Metric<Gauge>(
    "mcf_tries_open_seconds", by: "side", "state",
    meaning: "the age of the oldest try that is made, unknown or pending; 0: there is none")
  private static let invoices = Metric<Gauge>(
    "mcf_invoices_unpaid", by: "side", "state",
    meaning: """
      invoices that are not paid, of clients or workers, by how they stand: waiting, under_way, \
      overdue, no_method, failed, refused
      """)
  private static let unpaid = Metric<Gauge>(
    "mcf_money_unpaid", by: "side", "state",
    meaning: "what is left to be paid of invoices, in cat-units, by how they stand")
  private static let twice = Metric<Gauge>(
    "mcf_invoices_paid_twice", by: "side",
    meaning: "invoices that were paid more than was due within a week, and not sent back; 0 is good"
  )
  private static let differences = Metric<Gauge>(
    "mcf_differences", by: "side",
    meaning: "where a provider's list says otherwise than the books, and nobody has settled it yet")
  private static let proposals = Metric<Gauge>(
    "mcf_proposals_waiting", by: "side",
    meaning: "what a manager proposed and no other has decided yet")
  private static let balance = Metric<Gauge>(
    "mcf_ledger_balance", by: "side", "account",
    meaning: "debits less credits by the ledger's last seal, in cat-units; what is in `suspense` "
      + "is explained by nobody yet")

  private let database: PostgresClient
  private let side: String
  private let clock: Clock
  private let logger: Logger

  private static let interval = Duration.seconds(15)

  /// - Parameter side: whose money it is, as the metrics name it: services may share a process.
  public init(_ database: PostgresClient, side: String, clock: Clock, logger: Logger) {
    self.database = database
    self.side = side
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
    func record(_ gauge: Metric<Gauge>, _ what: MoneyFigure.What, _ labels: [(String, String)]) {
      let value = figures.first { $0.what == what && $0.state == labels.first?.1 }?.value
      gauge([("side", side)] + labels).record(value ?? 0)
    }
    for state in TryState.allCases where !state.isFinal {
      record(Self.open, .open, [("state", state.rawValue)])
    }
    let states: [InvoiceStatus] = [.waiting, .underWay, .overdue, .noMethod, .failed, .refused]
    for state in states.map(\.rawValue) {
      record(Self.invoices, .invoices, [("state", state)])
      record(Self.unpaid, .unpaid, [("state", state)])
    }
    record(Self.twice, .twice, [])
    record(Self.differences, .differences, [])
    record(Self.proposals, .proposals, [])
    for account in figures.filter({ $0.what == .balance }).compactMap(\.state) {
      record(Self.balance, .balance, [("account", account)])
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
    case open, invoices, unpaid, twice, differences, proposals, balance
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
    select 'invoices', state, count(*)::float8
    from   settlement
    where  state <> 'paid'
    group  by state
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
    select 'proposals', null, count(*)::float8
    from   proposal
    where  decision is null
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
