public import Logging
public import Postgres
public import ServiceLifecycle

/// Ends a process whose time zone Postgres does not know: nothing with a local time would work.
///
/// A database that is away says nothing about the zone, so it is asked until it answers.
public struct TimeZoneCheck: Service {
  let database: PostgresClient
  let timeZone: String
  let logger: Logger

  public init(database: PostgresClient, timeZone: String, logger: Logger) {
    self.database = database
    self.timeZone = timeZone
    self.logger = logger
  }

  public func run() async throws {
    try await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await check()
          break
        } catch let error as PostgresError {
          logger.warning("the time zone cannot be checked yet", metadata: ["cause": "\(error)"])
          try? await Task.sleep(for: .seconds(1))
        }
      }
    }
    try? await gracefulShutdown()
  }

  /// - Throws: `SettingError` if there is no such zone.
  public func check() async throws {
    do {
      _ = try await database.read(AskTimeZone(name: timeZone))
    } catch let error as PostgresError where error.sqlState?.errorClass == "22" {
      throw SettingError(Setting.timeZone.name, "is no time zone that Postgres knows")
    }
  }
}

struct AskTimeZone: Statement {
  static let sql = "select (timestamptz 'epoch' at time zone $1)::text"
  let name: String
  var bindings: Bindings { [name] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
