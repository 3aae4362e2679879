import Contracts
public import FoundationEssentials
public import Postgres

/// Computes every pool and statement anew from the bets, and holds what is stored against that.
public struct BetsAudit: Sendable {
  private static let poolsAtOnce = 200

  private let database: PostgresClient

  /// - Parameter database: as the role `bets_app`.
  public init(_ database: PostgresClient) { self.database = database }

  /// Goes through all, up to the first difference.
  public func run() async throws -> BetsAuditReport {
    var report = BetsAuditReport()
    var last: Int64 = 0
    while report.firstDifference == nil {
      let pools = try await pools(after: last, of: nil)
      guard let end = pools.last else { break }
      report.note(pools)
      last = end.n
    }
    if report.firstDifference == nil {
      report.firstDifference = try await database.readAlone(FindSettlementGone()).first.map {
        "order \($0.wire): its settlement is missing"
      }
    }
    if report.firstDifference == nil { try await auditStatements(&report) }
    return report
  }

  /// Looks at one pool alone.
  ///
  /// - Returns: a report of no pool if that one is not settled.
  public func run(order: UUID) async throws -> BetsAuditReport {
    var report = BetsAuditReport()
    report.note(try await pools(after: 0, of: order))
    return report
  }

  private func pools(after n: Int64, of order: UUID?) async throws -> [AuditedPool] {
    let found = try await database.readAlone(
      ListAuditedPools(after: n, order: order, limit: Self.poolsAtOnce))
    let orders = found.map(\.settlement.orderID)
    let bets = Dictionary(
      grouping: try await database.readAlone(FindBets(orders: orders)), by: \.order)
    let shares = Dictionary(
      grouping: try await database.readAlone(FindSharesOf(orders: orders)), by: \.order)
    return found.map { pool in
      var pool = pool
      pool.bets = bets[pool.settlement.orderID] ?? []
      pool.shares = (shares[pool.settlement.orderID] ?? []).map(\.share)
      return pool
    }
  }

  private func auditStatements(_ report: inout BetsAuditReport) async throws {
    var last: Int64 = 0
    while report.firstDifference == nil {
      let heads = try await database.readAlone(ListStatementsToAudit(after: last))
      guard let end = heads.last else { break }
      for head in heads where report.firstDifference == nil {
        report.statements += 1
        report.firstDifference = try await difference(of: head)
      }
      last = end.number
    }
    guard report.firstDifference == nil else { return }
    report.firstDifference = try await database.readAlone(FindPassedBy()).first.map {
      "order \($0.wire): no statement has it, and a later one was made"
    }
  }

  private func difference(of head: StatementHead) async throws -> String? {
    let statement = AuditedStatement(
      head: head, pools: try await database.readAlone(FindPools(statement: head.number)),
      balances: try await database.readAlone(FindBalances(statement: head.number)),
      lines: try await database.readAlone(FindLines(numbers: [head.number])).map(\.balance),
      transfers: try await database.readAlone(FindTransfers(numbers: [head.number])))
    let digest = try await database.readAlone(ComputeDigest(text: statement.text.text)).first
    return statement.firstDifference(digest: digest ?? "")
  }
}

/// What an audit has gone through.
public struct BetsAuditReport: Sendable {
  public fileprivate(set) var pools = 0
  public fileprivate(set) var statements = 0
  /// What is not as it was written first; nil: all is in order.
  public fileprivate(set) var firstDifference: String?

  fileprivate mutating func note(_ pools: [AuditedPool]) {
    self.pools += pools.count
    firstDifference = pools.lazy.compactMap(\.firstDifference).first
  }
}

extension BetsModule {
  static let verifyingStatements: [any Statement.Type] = [
    ListAuditedPools.self, FindSharesOf.self, ListStatementsToAudit.self, FindSettlementGone.self,
    FindPassedBy.self, ComputeDigest.self,
  ]
}
