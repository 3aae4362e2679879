import Contracts
import FoundationEssentials
import ServiceKit

typealias VacancyChange = RowChange<Vacancy>

extension VacancyChange {
  /// Reads the fields that were sent: none of them may be null.
  ///
  /// - Parameter isNew: whether those must be there that have no default.
  init(_ form: Form, isNew: Bool = false) {
    self.init()
    read(form, "texts", \.texts, isRequired: isNew) { VacancyTexts($0.object($1)) }
    read(form, "tests", \.tests, isRequired: isNew) { $0.uuids($1, Vacancy.testCount) }
    read(form, "open", \.isOpen) { $0.bool($1) }
  }
}

extension Vacancy {
  /// As a manager enters it.
  init(_ form: Form, id: UUID) {
    let nothing = Vacancy(
      id: id, texts: VacancyTexts(en: .nothing, ru: .nothing), tests: [], version: 0)
    self = VacancyChange(form, isNew: true).applied(to: nothing)
  }
}

extension VacancyTexts {
  fileprivate init(_ form: Form) {
    en = Text(form.object("en"))
    ru = Text(form.object("ru"))
  }
}

extension VacancyTexts.Text {
  fileprivate static let nothing = Self(title: "", description: "")

  fileprivate init(_ form: Form) {
    title = form.text("title", 1...120)
    description = form.text("description", 1...4_000)
  }
}

extension MistakeReason {
  static let noSuchTest = Self(code: "no-such-test", "there is no such test, or it is archived")
}
