import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension BetsModule {
  /// Marks a transfer as paid, and answers with it.
  ///
  /// - Throws: 404 `no-such-statement`, 403 `not-the-creditor`, 409 `already-paid`.
  func markPaid(
    _ n: Int, of number: Int64, by manager: UUID, under key: IdempotencyKey?
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      guard let owed = try await transaction.one(FindTransfer(number: number, n: n)) else {
        throw Problem.noSuchStatement
      }
      guard owed.mayBeMarked(by: manager) else { throw Problem.notTheCreditor }
      let kept = try await transaction.one(KeepPaid(owed: owed, by: manager, at: now))
      guard kept != nil else { throw Problem.alreadyPaid }
      return StoredAnswer(
        OwedTransfer(
          number: number, n: n, transfer: owed.transfer, paid: .init(by: manager, at: now)))
    }
  }
}

struct FindTransfer: Statement {
  static let sql = """
    select \(OwedTransfer.columns)
    from   \(OwedTransfer.source)
    where  t.number = $1
    and    t.n = $2
    """

  let number: Int64
  let n: Int
  var bindings: Bindings { [number, n] }
  static func decode(_ row: inout RowReader) throws -> OwedTransfer {
    try OwedTransfer(row: &row)
  }
}

/// A row unless somebody was faster.
struct KeepPaid: Statement {
  static let sql = """
    insert into bets.transfer_paid (number, n, by, at)
    values ($1, $2, $3, $4)
    on conflict do nothing
    returning n
    """

  let owed: OwedTransfer
  let by: UUID
  let at: Date
  var bindings: Bindings { [owed.number, Int32(clamping: owed.n), by, at] }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}
