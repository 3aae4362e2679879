import Postgres
import Synchronization

/// Beginnings that could not be taken back yet, since the database was away. They are taken back
/// before anything else is begun: nobody may be blamed for them.
final class Debts: Sendable {
  private let statements = Mutex<[any Statement]>([])

  /// Takes a beginning back: its consumer lives. Done even when the task is cancelled.
  func settle(_ statement: some Statement, in database: PostgresClient) async {
    let isSettled = await Task { try await database.execute(statement) }.result
    if case .failure = isSettled { statements.withLock { $0.append(statement) } }
  }

  /// - Throws: when one cannot be taken back yet.
  func settleAll(in database: PostgresClient) async throws {
    while let statement = statements.withLock({ $0.popLast() }) {
      do {
        try await execute(statement, in: database)
      } catch {
        statements.withLock { $0.append(statement) }
        throw error
      }
    }
  }

  private func execute(_ statement: some Statement, in database: PostgresClient) async throws {
    try await database.execute(statement)
  }
}
