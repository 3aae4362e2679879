public import Postgres
public import ServiceKit

/// A service that keeps a ledger.
public protocol Bookkeeper: DeployedService {
  /// Whose money it is, in the plural, as `mcf ledger verify` is asked: `clients` or `workers`.
  static var side: String { get }

  /// What a line has to be booked as. It decides what is written, and what it is held against.
  static func postings(of line: BillingLine) -> [Posting]
}

extension Bookkeeper {
  public var ledger: Ledger { Self.ledger(in: database) }

  /// - Parameter database: as its application role.
  public static func ledger(in database: PostgresClient) -> Ledger {
    Ledger(database, schema: schema, postings: postings)
  }
}
