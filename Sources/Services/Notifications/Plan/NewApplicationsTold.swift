import Contracts
import FoundationEssentials

/// What managers are told of new applications.
struct NewApplicationsTold: MailContent {
  /// nil: all of them read it.
  var firstName: String?
  var vacancies: [Vacancy]
  /// The first ones'; nil: one of them is forgotten.
  var names: [String]?

  struct Vacancy: Codable, Sendable {
    /// In the languages in which somebody has applied.
    var titles: [Title]
    var count: Int

    /// In whichever of them comes first.
    var title: String { titles.first?.text ?? "" }
  }

  struct Title: Codable, Sendable {
    var language: Language
    var text: String
  }
}

extension NewApplicationsTold {
  /// - Parameter firstName: the reader's; nil: it is for all managers.
  init(_ counts: [GatheredCount], _ names: [String], to firstName: String?) {
    self.firstName = firstName
    vacancies = Dictionary(grouping: counts, by: \.vacancyID).values.map { counts in
      Vacancy(
        titles: counts.map { Title(language: $0.language, text: $0.title) },
        count: counts.map(\.count).reduce(0, +))
    }.sorted { ($0.count, $1.title) > ($1.count, $0.title) }
    self.names = names
  }

  var count: Int { vacancies.map(\.count).reduce(0, +) }
  var instants: [Date] { [] }
}
