import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import Synchronization

/// What can be applied for.
struct OpenVacancy: Sendable {
  let id: UUID
  let texts: VacancyTexts
}

/// The oldest first.
struct FindOpenVacancies: Statement {
  static let sql = "select id, texts from v1_vacancies()"

  static func decode(_ row: inout RowReader) throws -> OpenVacancy {
    OpenVacancy(id: try row.next(), texts: try row.next(as: JSON<VacancyTexts>.self).value)
  }
}

/// Knows what can be applied for, so that no request asks the database for it; while that is away,
/// what was known last.
final class VacancyBoard: Service {
  private let database: PostgresClient
  private let logger: Logger
  private let known = Mutex<[OpenVacancy]?>(nil)

  private static let interval: Duration = .seconds(5)
  /// As long as nothing is known.
  private static let firstInterval: Duration = .milliseconds(500)

  init(database: PostgresClient, logger: Logger) {
    self.database = database
    self.logger = logger
  }

  /// - Throws: 503 as long as the database was never asked.
  var vacancies: [OpenVacancy] {
    get throws {
      guard let vacancies = known.withLock({ $0 }) else {
        throw Problem.unavailable("overloaded", "What can be applied for is not known yet.")
      }
      return vacancies
    }
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        do {
          try await self.look()
        } catch {
          self.logger.warning("vacancies cannot be read", metadata: ["cause": "\(error)"])
        }
        let isKnown = self.known.withLock { $0 != nil }
        try? await Task.sleep(for: isKnown ? Self.interval : Self.firstInterval)
      }
    }
  }

  func look() async throws {
    let found = try await database.read(FindOpenVacancies())
    known.withLock { $0 = found }
  }
}
