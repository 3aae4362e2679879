import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// What these vacancies are called.
  func vacancyTitles(_ ids: [UUID], _ language: Language) async throws -> [UUID: String] {
    try await database.read(FindVacancies(ids: Array(Set(ids))))
      .reduce(into: [:]) { $0[$1.id] = $1.texts.in(language).title }
  }
}

/// Vacancies by their ids.
struct FindVacancies: Statement {
  static let sql = """
    select \(Vacancy.columns)
    from   \(Vacancy.table)
    where  id = any ($1)
    """

  let ids: [UUID]
  var bindings: Bindings { [ids] }
  static func decode(_ row: inout RowReader) throws -> Vacancy { try Vacancy(row: &row) }
}
