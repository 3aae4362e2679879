import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientsModule {
  /// `POST /api/clients/import`: NDJSON, a tester a line, as `POST /api/clients` takes them.
  @Sendable
  func importClients(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.hcb, .manager)
    let lines = LineImport<ClientEntry>(
      key: \.externalID,
      read: { try ClientEntry($0, id: .v7(at: clock.now())) },
      store: { try await store($0) })
    return json(try await request.importLines(lines))
  }

  /// One batch, its events with it.
  private func store(_ entries: [ClientEntry]) async throws -> ImportCounts {
    let now = clock.now()
    let changed = try await database.withTransaction(retries: 3) { transaction in
      let changed = try await transaction.execute(RegisterClients(entries: entries, now: now))
      try transaction.publish(changed, at: now)
      return changed
    }
    let created = changed.count { $0.version == 1 }
    return ImportCounts(
      created: created, changed: changed.count - created, unchanged: entries.count - changed.count)
  }
}
