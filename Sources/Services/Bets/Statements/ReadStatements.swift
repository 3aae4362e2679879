import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension BetsModule {
  /// What each party won or lost in pools that no statement has yet, the largest debtor first.
  func runningBalances() async throws -> [Balance] {
    try await database.read(FindBalances(statement: nil))
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
        head: head, lines: (lines[head.number] ?? []).map(\.balance),
        transfers: transfers[head.number] ?? [])
    }
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
    from   \(OwedTransfer.source)
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
    from   \(OwedTransfer.source)
    where  p.n is null
    order  by t.number, t.n
    limit  200
    """

  static func decode(_ row: inout RowReader) throws -> OwedTransfer {
    try OwedTransfer(row: &row)
  }
}
