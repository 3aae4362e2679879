import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `POST /api/workers/import`: NDJSON, a worker a line, as `POST /api/workers` takes them; who is
  /// known by the e-mail is updated.
  @Sendable
  func importWorkers(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let lines = LineImport<WorkerEntry>(
      key: \.emailKey,
      read: { try WorkerEntry($0, id: .v7(at: clock.now())) },
      store: { try await store($0) })
    return json(try await request.importLines(lines))
  }

  /// One batch, its events with it.
  private func store(_ entries: [WorkerEntry]) async throws -> ImportCounts {
    let now = clock.now()
    let changed = try await database.withTransaction(retries: 3) { transaction in
      let changed = try await transaction.execute(RegisterWorkers(entries: entries, now: now))
      try transaction.publish(changed, at: now)
      return changed
    }
    let created = changed.count { $0.version == 1 }
    return ImportCounts(
      created: created, changed: changed.count - created, unchanged: entries.count - changed.count)
  }
}
