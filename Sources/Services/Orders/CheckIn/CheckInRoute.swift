import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// the worker checks in with a photo.
extension OrdersModule {
  @Sendable func checkIn(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.worker)
    let id = try context.id()
    // Before ten megabytes are read for somebody whose order it is not.
    _ = try await find(id, for: viewer)
    let upload = try await request.photo(context)
    try upload.form.finish()
    let key = try request.idempotencyKey(viewer.caller, upload.digest)
    let versions = try request.ifMatch().acceptedVersions
    return try await checkIn(id, upload.photo, versions, for: viewer, key) { [self] order, now in
      answer(order, for: viewer, at: now)
    }
  }

  /// Starts an order with the photo of who has come, for programs and for pages.
  ///
  /// - Parameters:
  ///   - versions: the order's, as who asks knows it; nil: whatever it is.
  ///   - answer: what is kept for the key.
  func checkIn(
    _ id: UUID, _ photo: Photo, _ versions: [Int64]? = nil, for viewer: Viewer,
    _ key: IdempotencyKey?, answer: @escaping @Sendable (Order, Date) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    let window = CheckInWindow(now: now, configuration.durations)
    let statement = StartOrder(
      id: id, viewer: viewer, photo: photo.sha256, window: window, versions: versions)
    return try await database.withIdempotency(key, at: now) { transaction in
      if let order = try await transaction.one(statement) {
        try await photos.save(photo, at: now, in: transaction)
        if let started = order.started {
          try transaction.publish(started, of: order, at: now)
        }
        return answer(order, now)
      }
      let found = try await transaction.one(FindOrder(id: id, viewer: viewer))
      // The answer to the first sending was lost on its way: it is given again.
      if let found, found.checkInPhoto == photo.sha256 {
        transaction.confirmWhatWasRead()
        return answer(found, now)
      }
      throw refusedCheckIn(of: found, versions, window)
    }
  }

  private func refusedCheckIn(
    of order: Order?, _ versions: [Int64]?, _ window: CheckInWindow
  ) -> Problem {
    let durations = configuration.durations
    return .refusedTransition(of: order, versions, needs: [.accepted]) { order in
      window.isTooEarly(for: order.scheduledAt)
        ? .checkInTooEarly(opensAt: order.scheduledAt.addingTimeInterval(-durations.checkInEarly))
        : .checkInClosed(closedAt: order.scheduledAt.addingTimeInterval(durations.grace))
    }
  }
}
