public import Contracts
public import FoundationEssentials
public import Postgres

/// What tries for invoices are made for: all that differs between paying out and collecting. The
/// mechanism (``TryErrand``, ``TryBooks``) is one.
///
/// Whatever is asked of it here is asked within a transaction that has the invoice's settlement locked.
public protocol TryPurpose: Sendable {
  /// As tries name it, such as `payout`.
  static var name: String { get }
  /// As the log names what does it, such as `payouts`.
  static var errand: String { get }
  /// Who finds things out, as links of the ledger name it: the service.
  static var by: String { get }
  static var money: MoneyPostings { get }
  /// Whether a payment of another amount than was asked for counts as it came. If not, it ends nothing,
  /// and somebody has to look.
  static var takesOtherAmounts: Bool { get }

  /// Whether it is for invoices: what is left of them says when one is tried, and what moves is a
  /// receipt. If not, whoever makes what it is for makes its one try (``TryBooks/begin``).
  static var settlesInvoices: Bool { get }

  /// How soon what did not succeed is tried again.
  var pace: RetryPace { get }
  /// By which business time is told.
  var zone: String { get }

  /// Keeps everybody else away from an invoice's money.
  ///
  /// - Returns: nil: there is none.
  func lock(
    _ invoice: UUID, _ transaction: Transaction
  ) async throws -> LockSettlement.Row?

  /// What is to be tried next, where nothing is under way.
  ///
  /// - Returns: nil: nothing; that is then written down.
  /// - Throws: an error that leaves it due.
  func next(
    for settlement: LockSettlement.Row, _ transaction: Transaction, at now: Date
  ) async throws -> NextTry?

  /// Writes down, and publishes, what has become of an invoice's money; it is never called for nothing.
  func settle(
    _ outcome: TryOutcome, _ transaction: Transaction, at now: Date
  ) async throws
}

extension TryPurpose {
  public static var settlesInvoices: Bool { true }

  public func lock(
    _ invoice: UUID, _ transaction: Transaction
  ) async throws -> LockSettlement.Row? {
    try await transaction.one(LockSettlement(of: invoice))
  }
}

/// A try that is to be made.
public struct NextTry: Sendable {
  let amount: Money
  let adapter: String
  let destination: Destination
  let by: Author

  /// - Parameters:
  ///   - adapter: the name of whom it goes through.
  ///   - by: who wants it.
  public init(_ amount: Money, through adapter: String, to destination: Destination, by: Author) {
    self.amount = amount
    self.adapter = adapter
    self.destination = destination
    self.by = by
  }
}
