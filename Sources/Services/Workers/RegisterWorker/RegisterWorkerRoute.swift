import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `POST /api/workers`: a manager enters one whom MCF had before.
  @Sendable
  func registerWorker(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager)
    let now = clock.now()
    let form = try await request.form(context)
    let entry = try WorkerEntry(form, id: .v7(at: now))
    let key = try request.idempotencyKey(caller, form.digest)
    return try await database.withIdempotency(key, at: now) { transaction in
      guard let worker = try await transaction.one(RegisterWorker(entry: entry, now: now)) else {
        throw Problem.emailTaken
      }
      try transaction.publish([worker], at: now)
      return StoredAnswer(
        worker, status: .created, etag: worker.version, location: Worker.path(worker.id))
    }
  }
}

extension Problem {
  /// 409: another worker has this e-mail.
  static var emailTaken: Problem {
    .conflict("email-taken", "Another worker is registered with this e-mail.")
  }
}
