import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// everybody reads the catalogue, managers write it.
extension OrdersModule {
  func addServiceTypeRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/service-types", use: listServiceTypes)
    router.post("/api/service-types", use: addServiceType)
    router.get("/api/service-types/{id}", use: showServiceType)
    router.patch("/api/service-types/{id}", use: changeServiceType)
  }

  @Sendable private func listServiceTypes(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require()
    let query = request.query()
    let isActive = query.bool("active")
    let limit = query.limit()
    let after = query.cursor("service-types", String.self, UUID.self)
    try query.finish()
    let types = try await database.read(
      ListServiceTypes(isActive: isActive, after: after, limit: limit + 1))
    return json(
      Page(fetched: types, limit: limit) {
        Cursor.encode("service-types", $0.name, $0.id)
      } item: {
        $0
      })
  }

  @Sendable private func addServiceType(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let form = try await request.form(context)
    let now = clock.now()
    let type = try ServiceType(form, id: .v7(at: now))
    let key = try request.idempotencyKey(caller, form.digest)
    return try await add(type, key, at: now) { type in
      StoredAnswer(
        type, status: .created, etag: type.version,
        location: Address.serviceTypes.below(type.id.wire).path)
    }
  }

  /// Adds a service type, once per key if there is one, and answers with what is made of it.
  func add(
    _ type: ServiceType, _ key: IdempotencyKey?, at now: Date,
    answer: @Sendable (ServiceType) -> StoredAnswer
  ) async throws -> Response {
    try await unlessNameIsTaken {
      try await database.withIdempotency(key, at: now) { transaction in
        transaction.enqueue(InsertServiceType(type: type, now: now))
        return answer(type)
      }
    }
  }

  /// The database guarantees that no two service types on offer are called the same.
  private func unlessNameIsTaken<Answer>(_ write: () async throws -> Answer) async throws -> Answer
  {
    do {
      return try await write()
    } catch let error as PostgresError where error.constraint == "service_type_name_active" {
      throw Problem.nameTaken
    }
  }

  @Sendable private func showServiceType(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require()
    let type = try await serviceType(try context.id())
    return json(type, etag: type.version)
  }

  /// - Throws: 404 for what is not there.
  func serviceType(_ id: UUID) async throws -> ServiceType {
    guard let type = try await database.readOne(FindRow<ServiceType>(id: id)) else {
      throw Problem.notFound
    }
    return type
  }

  @Sendable private func changeServiceType(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let change = try ServiceTypeChange(try await request.form(context))
    let precondition = try request.requireIfMatch()
    let now = clock.now()
    return try await self.change(id, if: precondition, change, at: now) { type in
      StoredAnswer(type, etag: type.version)
    }
  }

  /// Changes a service type, once per key if there is one, and answers with what is made of how it is
  /// then.
  func change(
    _ id: UUID, if precondition: Precondition, _ change: ServiceTypeChange,
    _ key: IdempotencyKey? = nil, at now: Date, answer: @Sendable (ServiceType) -> StoredAnswer
  ) async throws -> Response {
    try await unlessNameIsTaken {
      try await database.withIdempotency(key, at: now) { transaction in
        guard let type = try await transaction.one(LockRow<ServiceType>(id: id)) else {
          throw Problem.notFound
        }
        try precondition.check(type.version)
        let changed = change.applied(to: type)
        if changed.version != type.version {
          transaction.enqueue(UpdateServiceType(type: changed))
        }
        return answer(changed)
      }
    }
  }
}
