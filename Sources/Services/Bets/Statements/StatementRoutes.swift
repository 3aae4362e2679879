import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension BetsModule {
  static let debtStatements: [any Statement.Type] = [
    LockStatements.self, FindPools.self, FindBalances.self, KeepStatement.self,
    KeepStatedMarkets.self, KeepLines.self, KeepTransfers.self, ListStatements.self,
    FindStatement.self, FindLines.self, FindTransfers.self, ListOpenTransfers.self,
    FindTransfer.self, KeepPaid.self,
  ]

  private static let list = "statements"

  func addStatementRoutes(to router: ServiceRouter) {
    router.get("/api/bets/statement", use: showBalances)
    router.readingQuery.get(RouterPath(.statements), use: listStatements)
    router.post(RouterPath(.statements), use: makeStatement)
    router.get(RouterPath(.statements.below("{number}")), use: showStatement)
    router.post(
      RouterPath(.statements.below("{number}", "transfers", "{n}", "paid")), use: markPaid)
  }

  @Sendable private func showBalances(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    return json(Page(try await runningBalances(), nextCursor: nil))
  }

  @Sendable private func listStatements(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let form = request.query()
    let (before, limit) = (form.cursor(Self.list, Int64.self), form.limit())
    try form.finish()
    // The one too many says that there is a next page.
    let found = try await statements(before: before, limit: limit + 1)
    return json(
      Page(fetched: found, limit: limit) {
        Cursor.encode(Self.list, $0.head.number)
      } item: {
        $0
      })
  }

  @Sendable private func showStatement(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    return json(try await statement(try context.number("number")))
  }

  @Sendable private func makeStatement(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (caller, manager) = try context.bettor()
    let form = try await request.optionalForm(context)
    try form.finish()
    return try await makeStatement(
      by: manager, under: try request.requireIdempotencyKey(caller, form.digest))
  }

  @Sendable private func markPaid(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (caller, manager) = try context.bettor()
    let (number, n): (Int64, Int) = (try context.number("number"), try context.number("n"))
    let form = try await request.optionalForm(context)
    try form.finish()
    return try await markPaid(
      n, of: number, by: manager, under: try request.idempotencyKey(caller, form.digest))
  }
}

extension Address {
  static let statements = Address("/api/bets/statements")
}

extension RequestScope {
  /// A number in the path, of a statement or of one of its transfers.
  ///
  /// - Throws: 404 for anything else.
  func number<Number: FixedWidthInteger>(_ name: String) throws -> Number {
    guard let text = coreContext.parameters.get(name), let number = Int32(text), number > 0 else {
      throw Problem.noSuchStatement
    }
    return Number(number)
  }
}
