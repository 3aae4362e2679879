import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension BetsModule {
  /// Takes all pools that no statement has, and answers 201 with the statement. If nobody owes
  /// anything for them, they are left to the next one.
  ///
  /// - Throws: 409 `nothing-to-settle`.
  func makeStatement(by manager: UUID, under key: IdempotencyKey) async throws -> Response {
    try await database.withIdempotency(key, at: clock.now()) { transaction in
      let (_, pools, balances) = try await transaction.execute(
        LockStatements(), FindPools(statement: nil), FindBalances(statement: nil))
      guard let upTo = pools.map(\.n).max(), !balances.isEmpty else {
        throw Problem.nothingToSettle
      }
      let text = StatementText(
        madeAt: clock.now(), madeBy: manager, upTo: upTo, pools: pools, lines: balances,
        transfers: netted(balances))
      let made = try await keep(text, in: transaction)
      return StoredAnswer(
        made, status: .created, location: Address.statements.below("\(made.head.number)").path)
    }
  }

  private func keep(
    _ text: StatementText, in transaction: Transaction
  ) async throws -> MadeStatement {
    guard let number = try await transaction.one(KeepStatement(text: text)) else {
      throw Problem.internalError(cause: "a statement has no number")
    }
    transaction.enqueue(KeepStatedMarkets(number: number, pools: text.pools))
    transaction.enqueue(KeepLines(number: number, lines: text.lines))
    transaction.enqueue(KeepTransfers(number: number, transfers: text.transfers))
    guard let head = try await transaction.one(FindStatement(number: number)) else {
      throw Problem.internalError(cause: "a statement that was made is not there")
    }
    return MadeStatement(
      head: head, lines: text.lines,
      transfers: text.transfers.enumerated().map { n, transfer in
        OwedTransfer(number: number, n: n + 1, transfer: transfer, paid: nil)
      })
  }
}
