import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension BetsModule {
  /// What each party won or lost in pools that no statement has yet, the largest debtor first.
  func runningBalances() async throws -> [Balance] {
    try await database.read(FindRunningBalances())
  }

  /// The last one first, as many as `limit`.
  func statements(before number: Int64?, limit: Int) async throws -> [MadeStatement] {
    let heads = try await database.read(ListStatements(before: number, limit: limit))
    return try await filled(heads)
  }

  /// What is still to be paid of all statements, however many came since; the oldest first.
  func openTransfers() async throws -> [OwedTransfer] {
    try await database.read(ListOpenTransfers())
  }

  /// - Throws: 404 `no-such-statement`.
  func statement(_ number: Int64) async throws -> MadeStatement {
    let heads = try await database.read(FindStatement(number: number))
    guard let found = try await filled(heads).first else { throw Problem.noSuchStatement }
    return found
  }

  private func filled(_ heads: [StatementHead]) async throws -> [MadeStatement] {
    guard !heads.isEmpty else { return [] }
    let numbers = heads.map(\.number)
    let lines = Dictionary(
      grouping: try await database.read(FindLines(numbers: numbers)), by: \.number)
    let transfers = Dictionary(
      grouping: try await database.read(FindTransfers(numbers: numbers)), by: \.number)
    return heads.map { head in
      MadeStatement(
        number: head.number, madeAt: head.madeAt, madeBy: head.madeBy, digest: head.digest,
        markets: head.markets, lines: (lines[head.number] ?? []).map(\.balance),
        transfers: transfers[head.number] ?? [])
    }
  }
}

struct StatementHead: Sendable {
  let number: Int64
  let madeAt: Date
  let madeBy: UUID
  let upTo: Int64
  let digest: String
  let markets: Int

  static let columns = """
    t.number, t.made_at, t.made_by, t.up_to, t.sha256,
    (select count(*) from bets.statement_market m where m.number = t.number)
    """

  init(row: inout RowReader) throws {
    number = try row.next()
    madeAt = try row.next()
    madeBy = try row.next()
    upTo = try row.next()
    digest = try row.next()
    markets = try row.next()
  }
}

struct ListStatements: Statement {
  static let sql = """
    select \(StatementHead.columns)
    from   bets.statement t
    where  t.number < coalesce($1, 9223372036854775807)
    order  by t.number desc
    limit  $2
    """

  let before: Int64?
  let limit: Int
  var bindings: Bindings { [before, limit] }
  static func decode(_ row: inout RowReader) throws -> StatementHead {
    try StatementHead(row: &row)
  }
}

struct FindStatement: Statement {
  static let sql = """
    select \(StatementHead.columns)
    from   bets.statement t
    where  t.number = $1
    """

  let number: Int64
  var bindings: Bindings { [number] }
  static func decode(_ row: inout RowReader) throws -> StatementHead {
    try StatementHead(row: &row)
  }
}

/// The lines of some statements, the largest debtor first.
struct FindLines: Statement {
  static let sql = """
    select number, party, net
    from   bets.statement_line
    where  number = any ($1)
    order  by number, net, party collate "C"
    """

  let numbers: [Int64]
  var bindings: Bindings { [numbers] }
  static func decode(_ row: inout RowReader) throws -> (number: Int64, balance: Balance) {
    (number: try row.next(), balance: try Balance(row: &row))
  }
}

/// The transfers of some statements, in their order.
struct FindTransfers: Statement {
  static let sql = """
    select \(OwedTransfer.columns)
    from   bets.transfer t
    left   join bets.transfer_paid p on p.number = t.number and p.n = t.n
    where  t.number = any ($1)
    order  by t.number, t.n
    """

  let numbers: [Int64]
  var bindings: Bindings { [numbers] }
  static func decode(_ row: inout RowReader) throws -> OwedTransfer {
    try OwedTransfer(row: &row)
  }
}

/// Those of any statement that nobody has marked as paid, the oldest first: what is too much for a
/// page comes as soon as these are paid.
struct ListOpenTransfers: Statement {
  static let sql = """
    select \(OwedTransfer.columns)
    from   bets.transfer t
    left   join bets.transfer_paid p on p.number = t.number and p.n = t.n
    where  p.n is null
    order  by t.number, t.n
    limit  200
    """

  static func decode(_ row: inout RowReader) throws -> OwedTransfer {
    try OwedTransfer(row: &row)
  }
}

extension OwedTransfer {
  static let columns = "t.number, t.n, t.debtor, t.creditor, t.amount, p.by, p.at"

  init(row: inout RowReader) throws {
    let (number, n): (Int64, Int) = (try row.next(), try row.next())
    let transfer = Transfer(
      debtor: try row.next(), creditor: try row.next(), amount: try row.next())
    let (by, at): (UUID?, Date?) = (try row.next(), try row.next())
    var paid: Paid?
    if let by, let at { paid = Paid(by: by, at: at) }
    self.init(number: number, n: n, transfer: transfer, paid: paid)
  }
}
