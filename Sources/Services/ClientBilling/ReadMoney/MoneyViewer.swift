import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// On whose behalf money is looked at: managers see everybody's; a client the own.
struct MoneyViewer: Sendable {
  /// Whose; nil: everybody's, to a manager.
  let client: UUID?
  var isManager: Bool { client == nil }
}

extension ClientBillingModule {
  /// - Throws: 401 without a token, 403 for who is neither client nor manager, or of whom the
  ///   register of clients has not told yet.
  func moneyViewer(_ context: RequestScope) async throws -> MoneyViewer {
    let caller = try context.require(.client, .manager)
    if caller.has(.manager) { return MoneyViewer(client: nil) }
    return MoneyViewer(client: try await client(caller))
  }

  /// Our id of a client, whose token has HCB's.
  ///
  /// - Throws: 403 for one of whom the register of clients has not told yet.
  func client(_ caller: Caller) async throws -> UUID {
    guard let id = try await database.readOne(FindClient(externalID: caller.subject)) else {
      throw Problem.clientNotRegistered
    }
    return id
  }
}

struct FindClient: Statement {
  static let sql = """
    select id
    from   person
    where  kind = 'client'
    and    external_id = $1
    """

  let externalID: ExactText
  var bindings: Bindings { [externalID] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
