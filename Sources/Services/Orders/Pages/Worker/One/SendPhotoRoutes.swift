import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

// the two photos of a job, from a phone. They go by the same functions as in REST.
extension OrdersModule {
  /// - Throws: 404 for who is not its worker.
  @Sendable func findJob(_ visit: Visit) async throws {
    _ = try await find(try visit.context.id(), for: try visit.context.viewer(.worker))
  }

  @Sendable func checkInFromPage(
    _ visit: Visit, _ upload: PhotoUpload
  ) async throws -> Response {
    let viewer = try visit.context.viewer(.worker)
    try upload.form.finish()
    let key = try visit.requireIdempotencyKey(upload.form)
    let id = try visit.context.id()
    return try await tellingLocalTimes(visit) {
      try await checkIn(id, upload.photo, for: viewer, key) { order, _ in
        visit.redirection(to: Address.job(order.id).path, notice: "checked_in")
      }
    }
  }

  @Sendable func reportFromPage(
    _ visit: Visit, _ upload: PhotoUpload
  ) async throws -> Response {
    let viewer = try visit.context.viewer(.worker)
    try upload.form.finish()
    let key = try visit.requireIdempotencyKey(upload.form)
    let id = try visit.context.id()
    return try await tellingLocalTimes(visit) {
      try await complete(id, upload.photo, for: viewer, key) { order, _ in
        visit.redirection(to: Address.job(order.id).path, notice: "reported")
      }
    }
  }

  /// A refusal says by the clock on the wall from when or until when something can be done.
  func tellingLocalTimes(
    _ visit: Visit, _ act: () async throws -> Response
  ) async throws -> Response {
    do {
      return try await act()
    } catch var problem as Problem {
      let instant = ["opens_at", "closed_at", "earliest_at"]
        .compactMap { problem.members[$0]?.string.flatMap(Timestamp.parse) }.first
      guard let instant else { throw problem }
      let words = try await words(visit, [instant], at: clock.now())
      problem.members["local_time"] = .string(words.time(instant))
      throw problem
    }
  }
}
