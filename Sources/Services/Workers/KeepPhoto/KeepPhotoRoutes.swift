import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `PUT /api/workers/{id}/photo`: the picture is the body, or the multipart field `photo`.
  @Sendable
  func keepPhoto(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker)
    let target = try ChangeTarget(request, context, caller)
    // Nobody sends ten megabytes for nothing.
    _ = try Worker.visible(try await database.readOne(FindRow<Worker>(id: target.id)), to: caller)
    let upload = try await request.photo(context)
    try upload.form.finish()
    let photo = upload.photo
    var change = WorkerChange()
    change.edit { $0.photoSHA256 = photo.sha256 }
    let worker = try await self.change(target, by: change) { transaction, now in
      try await photos.save(photo, at: now, in: transaction)
    }
    return json(worker, etag: worker.version)
  }

  /// `GET /api/workers/{id}/photo`: for managers, the worker itself, and clients, who are shown who
  /// comes.
  @Sendable
  func showPhoto(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker, .client)
    let found = try await database.readOne(FindRow<Worker>(id: try context.id()))
    let worker = caller.has(.client) ? found : try Worker.visible(found, to: caller)
    guard let digest = worker?.photoSHA256 else { throw Problem.notFound }
    return try await photos.response(showing: digest, to: request, context)
  }
}
