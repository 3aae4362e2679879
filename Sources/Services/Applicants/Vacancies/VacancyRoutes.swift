import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addVacancyRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/vacancies", use: listVacancies)
    router.post("/api/vacancies", use: enterVacancy)
    router.get("/api/vacancies/{id}", use: showVacancy)
    router.patch("/api/vacancies/{id}", use: changeVacancy)
  }

  @Sendable private func listVacancies(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let isOpen = query.bool("open")
    let limit = query.limit()
    let after = query.cursor("hiring-vacancies", UUID.self)
    try query.finish()
    let vacancies = try await database.read(
      ListVacancies(isOpen: isOpen, after: after, limit: limit + 1))
    return json(
      Page(
        fetched: vacancies, limit: limit, cursor: { Cursor.encode("hiring-vacancies", $0.id) },
        item: { $0 }))
  }

  @Sendable private func enterVacancy(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let form = try await request.form(context)
    let now = clock.now()
    let key = try request.idempotencyKey(caller, form.digest)
    return try await enter(form, key, at: now) { vacancy in
      StoredAnswer(
        vacancy, status: .created, etag: vacancy.version,
        location: Address.vacancy(vacancy.id).path)
    }
  }

  /// Enters a vacancy once per key.
  ///
  /// - Throws: 400 with all mistakes.
  func enter(
    _ form: Form, _ key: IdempotencyKey?, at now: Date,
    answer: @Sendable (Vacancy) -> StoredAnswer
  ) async throws -> Response {
    let vacancy = Vacancy(form, id: .v7(at: now))
    func enter() async throws -> Response {
      try await checkTests(vacancy.tests, in: form)
      try form.finish()
      return try await database.withIdempotency(key, at: now) { transaction in
        transaction.enqueue(InsertVacancy(vacancy: vacancy, now: now))
        return answer(vacancy)
      }
    }
    guard let key else { return try await enter() }
    return try await database.withStoredAnswer(for: key, at: now, or: enter)
  }

  @Sendable private func showVacancy(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let vacancy = try await find(Vacancy.self, try context.id())
    return json(vacancy, etag: vacancy.version)
  }

  @Sendable private func changeVacancy(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let precondition = try request.ifMatch()
    let changed = try await change(id, if: precondition, try await request.form(context))
    return json(changed, etag: changed.version)
  }

  /// - Throws: 400 with all mistakes, 404, 412.
  @discardableResult
  func change(
    _ id: UUID, if precondition: Precondition, _ form: Form
  ) async throws -> Vacancy {
    let change = VacancyChange(form)
    if form.contains("tests") {
      try await checkTests(change.applied(to: try await find(Vacancy.self, id)).tests, in: form)
    }
    try form.finish()
    let now = clock.now()
    return try await database.withTransaction { transaction in
      try await transaction.change(id, if: precondition, change) {
        UpdateVacancy(vacancy: $0, now: now)
      }
    }
  }

  /// Records a mistake at each test that there is not, that is archived, or that comes again.
  ///
  /// A test is never deleted, so none can be missing later; one that is archived meanwhile stays.
  func checkTests(_ tests: [UUID], in form: Form) async throws {
    let known = Set(try await database.read(FindTestsOnOffer(ids: tests)))
    for (index, test) in tests.enumerated() where test != .zero {
      let place = "/tests/\(index)"
      if !known.contains(test) { form.mistake(at: place, .noSuchTest) }
      if tests.prefix(index).contains(test) { form.mistake(at: place, .repeated) }
    }
  }
}
