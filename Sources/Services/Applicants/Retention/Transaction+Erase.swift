import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

extension Transaction {
  /// Forgets whose an application was whose row is locked; an open one is withdrawn before.
  ///
  /// It is told twice: with the address, for the last letter, and then without any, so that whoever
  /// keeps something of the cat forgets it.
  ///
  /// - Parameter holder: the manager who had it, if another one takes it over by this.
  /// - Throws: 409 for one that nobody has confirmed, which is dropped instead, or that is erased.
  func erase(
    _ application: Application, by doer: ApplicationDoer, from holder: ExactText? = nil,
    at now: Date
  ) async throws -> Application {
    var (application, holder) = (application, holder)
    if application.status.isOpen {
      var step = try application.withdraw(by: doer, at: now)
      step.tell(takenFrom: holder)
      holder = nil
      application = try await record(application, step, publishing: nil, at: now)
    }
    try application.require(.accepted, .rejected, .withdrawn)
    guard application.erasedAt == nil else { throw Problem.wrongState("It is erased already.") }
    var step = ApplicationStep(.erased, by: doer)
    step.tell(takenFrom: holder)
    application = try await record(application, step, at: now)
    let (_, counted, vacancies) = try await execute(
      EraseApplication(application: application.id, now: now),
      CountErasure(application: application.id), FindRow<Vacancy>(id: application.vacancyID))
    guard let erased = counted.first, let vacancy = vacancies.first else { throw Problem.notFound }
    let told = erased.changed(
      .erased, from: erased.status, for: vacancy.texts, .plain, isErased: true, at: now)
    try append(told, of: erased.id, version: erased.version, at: now)
    return erased
  }
}

/// Forgets whose a decided application was, by the owner's function.
struct EraseApplication: Statement {
  static let sql = "select applicants.erase($1, $2)"
  let application: UUID
  let now: Date
  var bindings: Bindings { [application, now] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// The next version of an application, of which nothing but the event tells.
struct CountErasure: Statement {
  static let sql = """
    update applicants.application
    set    version = version + 1
    where  id = $1
    returning \(Application.columns)
    """

  let application: UUID
  var bindings: Bindings { [application] }
  static func decode(_ row: inout RowReader) throws -> Application { try Application(row: &row) }
}
