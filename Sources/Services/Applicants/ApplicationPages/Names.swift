import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

// What pages call tests and vacancies, without reading them whole.
extension ApplicantsModule {
  /// As many of each can be chosen from.
  private static let mostOffered = 1_000

  /// What these tests are called.
  func testNames(_ ids: [UUID]) async throws -> [UUID: String] {
    try await database.read(NameTests(ids: Array(Set(ids))))
      .reduce(into: [:]) { $0[$1.id] = $1.name }
  }

  /// The tests that can be chosen, in the order in which they were begun.
  func testsOnOffer() async throws -> [(id: UUID, name: String)] {
    try await database.read(NameTestsOnOffer(limit: Self.mostOffered))
  }

  /// What these vacancies are called.
  func vacancyTitles(_ ids: [UUID], _ language: Language) async throws -> [UUID: String] {
    try await database.read(NameVacancies(ids: Array(Set(ids)), language: language))
      .reduce(into: [:]) { $0[$1.id] = $1.name }
  }

  /// What vacancies are called, and if they are very many, the last ones.
  func vacancyTitles(_ language: Language) async throws -> [UUID: String] {
    try await database.read(NameLastVacancies(language: language, limit: Self.mostOffered))
      .reduce(into: [:]) { $0[$1.id] = $1.name }
  }
}

/// A row of an id and a name.
protocol NamingStatement: Statement where Row == (id: UUID, name: String) {}

extension NamingStatement {
  static func decode(_ row: inout RowReader) throws -> (id: UUID, name: String) {
    (try row.next(), try row.next())
  }
}

struct NameTests: NamingStatement {
  static let sql = "select id, name from applicants.test where id = any ($1)"

  let ids: [UUID]
  var bindings: Bindings { [ids] }
}

struct NameTestsOnOffer: NamingStatement {
  static let sql = """
    select id, name
    from   applicants.test
    where  not archived
    order  by id
    limit  $1
    """

  let limit: Int
  var bindings: Bindings { [limit] }
}

/// Those of whom `manager.changed` has told.
struct NameManagers: NamingStatement {
  static let sql = "select id, name from applicants.person where kind = 'manager'"

  var bindings: Bindings { [] }
}

struct NameVacancies: NamingStatement {
  static let sql = """
    select id, texts #>> array[$2, 'title']
    from   applicants.vacancy
    where  id = any ($1)
    """

  let ids: [UUID]
  let language: Language
  var bindings: Bindings { [ids, language.rawValue] }
}

struct NameLastVacancies: NamingStatement {
  static let sql = """
    select id, texts #>> array[$1, 'title']
    from   applicants.vacancy
    order  by id desc
    limit  $2
    """

  let language: Language
  let limit: Int
  var bindings: Bindings { [language.rawValue, limit] }
}
