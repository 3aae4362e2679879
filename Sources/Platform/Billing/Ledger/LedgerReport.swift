/// What was found when a ledger was gone through.
public struct LedgerReport: Sendable {
  /// The seal that it went on from; nil: it began at the beginning.
  public let since: Int64?
  public let links: Int
  public let entries: Int
  public internal(set) var faults: LedgerFaults
  /// The last seal that it went through; nil: there was none.
  public let lastSeal: Int64?
  public let seals: Int
  /// How many of the seals are signed.
  public let signed: Int
  /// The balance of each account in hundredths, debits less credits, by name. Their sum is zero.
  public let balances: [(account: String, balance: Int64)]
  /// Documents that were held against their entries.
  public let documents: Int
}
