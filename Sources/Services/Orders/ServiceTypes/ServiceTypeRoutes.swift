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
    return try await unlessNameIsTaken {
      try await database.withIdempotency(key, at: now) { transaction in
        transaction.enqueue(InsertServiceType(type: type, now: now))
        return StoredAnswer(
          type, status: .created, etag: type.version,
          location: Address.serviceTypes.below(type.id.wire).path)
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
    guard let type = try await database.readOne(FindRow<ServiceType>(id: try context.id())) else {
      throw Problem.notFound
    }
    return json(type, etag: type.version)
  }

  @Sendable private func changeServiceType(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let change = try ServiceTypeChange(try await request.form(context))
    let precondition = try request.requireIfMatch()
    let changed = try await unlessNameIsTaken {
      try await database.withTransaction { transaction in
        guard let type = try await transaction.one(LockRow<ServiceType>(id: id)) else {
          throw Problem.notFound
        }
        try precondition.check(type.version)
        let changed = change.applied(to: type)
        if changed.version != type.version {
          transaction.enqueue(UpdateServiceType(type: changed))
        }
        return changed
      }
    }
    return json(changed, etag: changed.version)
  }
}
