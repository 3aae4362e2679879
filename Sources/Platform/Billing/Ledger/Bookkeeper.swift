public import Configuration
public import Postgres
public import ServiceKit

/// A service that keeps a ledger, and bills.
public protocol Bookkeeper: DeployedService {
  /// Whose money it is, in the plural, as `mcf ledger verify` is asked: `clients` or `workers`.
  static var side: String { get }
  /// When a period of it ends.
  static var cutoff: Setting<CutoffRule> { get }
  static var invoicing: Invoicing { get }
  /// The parties whose money can move, by a way to pay or to be paid out: a query of their ids, of one
  /// column that is never null.
  static var payable: String { get }
  /// Through whom its money moves, as far as they are configured.
  ///
  /// - Throws: `SettingError` for a value that cannot be used.
  static func adapters(_ configuration: ConfigReader) throws -> [any MoneyAdapter]

  /// What a line has to be booked as. It decides what is written, and what it is held against.
  static func postings(of line: BillingLine) -> [Posting]
  /// What is given back of an invoice has to be booked as.
  static func postings(of note: CreditNote) -> [Posting]
  /// What its money is booked as that moves through providers.
  static var money: MoneyPostings { get }

  /// Publishes that invoices were issued, in the transaction in which they are, and pays for older ones
  /// with what they put to their parties' credit.
  static func announce(
    _ invoices: [Invoice], of period: DuePeriod, in transaction: Transaction
  ) async throws
}

extension Bookkeeper {
  /// Nothing is given back of invoices.
  public static func postings(of note: CreditNote) -> [Posting] { [] }

  public var ledger: Ledger { Self.ledger(in: database) }

  /// - Parameter database: as its application role.
  public static func ledger(in database: PostgresClient) -> Ledger {
    Ledger(
      database, schema: schema,
      books: Books(
        line: { postings(of: $0) }, invoicing: invoicing, note: { postings(of: $0) }, money: money)
    )
  }

  /// - Throws: `SettingError` for a value that cannot be used.
  public static func billing(_ configuration: ConfigReader) throws -> BillingSettings {
    try BillingSettings(configuration, cutoff: cutoff)
  }
}
