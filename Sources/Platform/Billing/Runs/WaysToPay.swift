import Contracts
import FoundationEssentials
public import Postgres

extension Bookkeeper {
  /// Those of a run that know the side's ways to pay, for its list.
  public static var runStatements: [any Statement.Type] {
    [CountWithoutWay<Self>.self, ForecastInvoices<Self>.self]
  }

  /// How many of a billed period have something to be paid, and no way for it.
  static func countWithoutWay(
    of period: Int32, in database: PostgresClient
  ) async throws -> Int {
    try await database.readAlone(CountWithoutWay<Self>(period: period)).first ?? 0
  }

  /// What the next parties' invoices of a period would be.
  static func forecast(
    _ page: ForecastPage, in transaction: Transaction
  ) async throws -> [ForecastRow] {
    try await transaction.execute(ForecastInvoices<Self>(page: page))
  }
}

struct CountWithoutWay<Keeper: Bookkeeper>: Statement {
  static var sql: String {
    """
    select count(*)
    from   invoice
    where  period = $1
    and    due > 0
    and    party not in (\(Keeper.payable))
    """
  }

  let period: Int32
  var bindings: Bindings { [period] }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}
