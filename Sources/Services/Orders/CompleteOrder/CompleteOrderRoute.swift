import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// the signed report completes an order, sent by the worker or by a manager for them.
extension OrdersModule {
  @Sendable func completeOrder(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.viewer(.worker, .manager)
    let id = try context.id()
    // Before ten megabytes are read for somebody whose order it is not.
    _ = try await find(id, for: viewer)
    let upload = try await request.photo(context)
    let note = upload.form.optionalText("note", 0...1000)
    try upload.form.finish()
    let key = try request.idempotencyKey(viewer.caller, upload.digest)
    let versions = try request.ifMatch().acceptedVersions
    return try await complete(id, upload.photo, note, versions, for: viewer, key) {
      [self] order, now in answer(order, for: viewer, at: now)
    }
  }

  /// Completes an order with the photo of its signed report, for programs and for pages.
  ///
  /// - Parameters:
  ///   - versions: the order's, as who asks knows it; nil: whatever it is.
  ///   - answer: what is kept for the key.
  func complete(
    _ id: UUID, _ photo: Photo, _ note: String? = nil, _ versions: [Int64]? = nil,
    for viewer: Viewer, _ key: IdempotencyKey?,
    answer: @escaping @Sendable (Order, Date) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    let statement = EndOrder(
      id: id, viewer: viewer, ending: OrderLife.completion, note: note,
      reportPhoto: photo.sha256, versions: versions,
      missedEnd: now.addingTimeInterval(-configuration.durations.reportFail), now: now)
    return try await database.withIdempotency(key, at: now) { transaction in
      if let order = try await transaction.one(statement) {
        try await photos.save(photo, at: now, in: transaction)
        try transaction.finish(order, by: viewer.caller.subject, at: now)
        return answer(order, now)
      }
      let found = try await transaction.one(FindOrder(id: id, viewer: viewer))
      // The answer to the first sending was lost on its way: it is given again.
      if let found, found.reportPhoto == photo.sha256 {
        transaction.confirmWhatWasRead()
        return answer(found, now)
      }
      throw Problem.refusedTransition(of: found, versions, needs: OrderLife.completion.from) {
        $0.checkInPhoto == photo.sha256
          ? .samePhoto
          : .reportTooLate(
            closedAt: $0.endsAt.addingTimeInterval(configuration.durations.reportFail))
      }
    }
  }
}
