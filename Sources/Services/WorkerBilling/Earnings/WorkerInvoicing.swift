public import Billing
public import Configuration
import Contracts
import FoundationEssentials
import Outbox
public import Postgres
public import ServiceKit

extension WorkerBillingModule {
  public static let cutoff = Setting<CutoffRule>.workerCutoff

  public static func adapters(_ configuration: ConfigReader) throws -> [any MoneyAdapter] {
    [GoldHat(try ProviderConfiguration(configuration, .goldHat))].compactMap(\.self)
  }

  /// What is earned becomes payable; below zero nothing is, and the next invoice begins with it.
  public static let invoicing = Invoicing(
    series: "W", of: .worker, issue: Movement(debit: "earned", credit: "payable"),
    carry: Movement(debit: "payable", credit: "carried"), held: "carried")

  public static let payable = "select worker_id from payout_account"

  /// Publishes an event an invoice, with what its lines come to by what they are for.
  public static func announce(
    _ invoices: [Invoice], of period: DuePeriod, in transaction: Transaction
  ) async throws {
    guard let first = invoices.first else { return }
    let workers = invoices.map(\.party)
    let (sums, accounts) = try await transaction.execute(
      SumPeriodOfParties(period: period.id, parties: workers), FindPayoutAccounts(of: workers))
    var amounts: [UUID: Earnings] = [:]
    for sum in sums {
      amounts[sum.party, default: Earnings()].add(sum.kind, sum.isCorrection, sum.amount)
    }
    let ends = Dictionary(uniqueKeysWithValues: accounts.map { ($0.worker, "\($0.account)") })
    let events = invoices.map { invoice in
      OutboxEvent(
        WorkerInvoiceIssued(
          invoice, amounts[invoice.party] ?? Earnings(), of: period, to: ends[invoice.party]),
        of: invoice.id, version: 1)
    }
    try transaction.append(all: events, at: first.issuedAt)
  }
}

/// What lines come to, by what they are for.
struct Earnings: Sendable, Hashable {
  private(set) var earned = Money.zero
  private(set) var fines = Money.zero
  private(set) var bonuses = Money.zero
  private(set) var corrections = Money.zero

  var total: Money { earned + fines + bonuses + corrections }

  mutating func add(_ kind: String, _ isCorrection: Bool, _ amount: Money) {
    switch WorkerLineKind(rawValue: kind) {
    case .earning where !isCorrection: earned += amount
    case .fine where !isCorrection: fines += amount
    case .bonus where !isCorrection: bonuses += amount
    default: corrections += amount
    }
  }
}

extension WorkerInvoiceIssued {
  /// - Parameter account: the end of the worker's.
  fileprivate init(
    _ invoice: Invoice, _ earnings: Earnings, of period: DuePeriod, to account: String?
  ) {
    self.init(
      id: invoice.id, number: "\(invoice.number)", workerID: invoice.party,
      workerName: invoice.partyName, email: invoice.email, from: period.startsAt,
      to: period.endsAt, lines: Int(invoice.lines), earned: earnings.earned,
      fines: earnings.fines, bonuses: earnings.bonuses, corrections: earnings.corrections,
      total: invoice.total, carriedIn: invoice.carriedIn, due: invoice.due,
      carriedOut: invoice.carriedOut, account: account, issuedAt: invoice.issuedAt)
  }
}

struct SumPeriodOfParties: Statement {
  static let sql = """
    select party, kind, reverses is not null, sum(amount)::int8
    from   billing_line
    where  period = $1
    and    party = any ($2)
    group  by 1, 2, 3
    """

  let period: Int32
  let parties: [UUID]
  var bindings: Bindings { [period, parties] }

  static func decode(
    _ row: inout RowReader
  ) throws -> (party: UUID, kind: String, isCorrection: Bool, amount: Money) {
    (
      party: try row.next(), kind: try row.next(), isCorrection: try row.next(),
      amount: try row.next()
    )
  }
}
