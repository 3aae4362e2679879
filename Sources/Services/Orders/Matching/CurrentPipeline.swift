import Postgres
import Synchronization

/// The pipelines that this process has used. A version never changes, and stage one says which is
/// in force, so nothing here goes stale: a new version counts from the next match on, in every
/// process.
final class CurrentPipeline: Sendable {
  private let database: PostgresClient
  private let newest = Mutex<Pipeline?>(nil)

  init(database: PostgresClient) { self.database = database }

  func version(_ version: Int64) async throws -> Pipeline {
    if let known = newest.withLock({ $0 }), known.version == version { return known }
    guard let stored = try await database.readOne(FindPipeline(version: version)) else {
      throw MissingPipeline(version: version)
    }
    newest.withLock { $0 = stored.pipeline }
    return stored.pipeline
  }
}

/// The table of pipelines lost a version; a migration puts the first one in.
struct MissingPipeline: Error {
  let version: Int64
}
