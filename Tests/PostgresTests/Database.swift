import Logging
import Postgres
import TestSupport
import Testing

/// Where the clients of the present test connect to.
enum PresentDatabase {
  @TaskLocal static var url: String?
}

/// A client of a database of the test's own; those inside `body` use the same database.
@discardableResult
func withClient<T>(
  configured change: (inout PostgresConfiguration) -> Void = { _ in },
  _ body: (PostgresClient) async throws -> T
) async throws -> T {
  guard let url = PresentDatabase.url else {
    return try await withDatabase { database in
      try await PresentDatabase.$url.withValue(database.url(.admin)) {
        try await withClient(configured: change, body)
      }
    }
  }
  var configuration = PostgresConfiguration(url: url)
  change(&configuration)
  return try await withPostgresClient(configuration, logger: .silent, body)
}

/// What an expression throws, as a `PostgresError`.
func postgresError<T>(
  sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> T
) async -> PostgresError? {
  do {
    _ = try await body()
    Issue.record("nothing was thrown", sourceLocation: sourceLocation)
  } catch let error as PostgresError {
    return error
  } catch {
    Issue.record("not a PostgresError: \(error)", sourceLocation: sourceLocation)
  }
  return nil
}

/// Answers with its argument.
struct Echo: Statement {
  typealias Row = Int
  static let sql = "select $1"
  let value: Int
  var bindings: Bindings { [value] }
}

/// Keeps the server busy.
struct Nap: Statement {
  static let sql = "select pg_sleep($1)"
  let seconds: Double
  var bindings: Bindings { [seconds] }
}

struct BackendPID: Statement {
  typealias Row = Int32
  static let sql = "select pg_backend_pid()"
}
