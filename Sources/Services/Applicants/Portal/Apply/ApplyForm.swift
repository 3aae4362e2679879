import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a stranger writes to apply.
struct ApplyForm: Sendable {
  let vacancy: UUID
  let details: ApplicantDetails
  let language: Language

  /// Its mistakes are the form's.
  ///
  /// - Parameter vacancies: that can be applied for.
  init(_ form: Form, in language: Language, for vacancies: [OpenVacancy]) {
    vacancy = form.uuid("vacancy_id")
    details = ApplicantDetails(form, email: form.email())
    self.language = form.optionalChoice("language", Language.self) ?? language
    // One that is missing or wrong is a mistake already.
    if vacancy != .zero, !vacancies.contains(where: { $0.id == vacancy }) {
      form.mistake(in: "vacancy_id", .noSuchVacancy)
    }
  }
}

extension MistakeReason {
  static let noSuchVacancy = Self(
    code: "no-such-vacancy", "there is no such vacancy, or it is closed")
}

/// Files what a stranger writes, and spends its ticket; false: that was spent before, and nothing is
/// done.
struct FileSubmission: Statement {
  static let sql = """
    select v1_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
    """

  let form: ApplyForm
  let ticket: Ticket
  /// How many its network has sent in that hour.
  let turn: Int
  let suspicion: Suspicion
  let now: Date

  var bindings: Bindings {
    [
      ticket.nonce, ticket.expiresAt, Int32(clamping: turn), Int32(suspicion.count),
      form.language, form.vacancy, form.details.name, form.details.email, form.details.phone,
      Int32(form.details.age), form.details.breed, form.details.coatColour, now,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
