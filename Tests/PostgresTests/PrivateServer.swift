import LocalPostgres
import Logging
import Postgres
import TestSupport

/// A server of the test's own, to be restarted, filled up and killed at will.
func withPrivateServer(
  _ options: ServerOptions = ServerOptions(maxConnections: 30, fsync: false),
  _ body: (LocalPostgres) async throws -> Void
) async throws {
  try await withServer(options, migrated: false) { try await body($0.postgres) }
}

extension LocalPostgres {
  @discardableResult
  func withClient<T>(
    configured change: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient) async throws -> T
  ) async throws -> T {
    var configuration = PostgresConfiguration(url: url(database: "postgres"))
    change(&configuration)
    return try await withPostgresClient(configuration, logger: .silent, body)
  }
}
