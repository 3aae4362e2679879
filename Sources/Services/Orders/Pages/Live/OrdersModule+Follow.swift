import Contracts
import Hummingbird
import ServiceKit
import ServiceLifecycle

extension OrdersModule {
  /// The stream that keeps a page of orders as it is.
  ///
  /// At each sign of a change it looks at the fingerprint of what the page shows, and sends the page's
  /// regions if that is another one than they were last made of. The page's address of the stream has
  /// it as `seen`, whoever comes back as `Last-Event-ID`: nothing is missed in between.
  ///
  /// - Parameters:
  ///   - query: of the stream's address; what else is read of it is read before.
  ///   - look: the fingerprint as it is now; see ``Fingerprint``.
  ///   - regions: the page's fragment, read after its fingerprint.
  func follow(
    _ visit: Visit, _ query: QueryForm, look: @escaping @Sendable () async throws -> Int64,
    regions: @escaping @Sendable () async throws -> String
  ) async throws -> Response {
    let shown = query.int(Fingerprint.parameter, 0...Int.max).map(Int64.init)
    try query.finish()
    let known = try visit.request.lastEventID() ?? shown
    let follower = try watch.follow(visit.context)
    return follower.stream.response { writer, signals in
      var seen = known
      try await tell(&seen, &writer, look, regions)
      for await signal in signals {
        guard try await mayFollow(visit.caller) else { return }
        if case .heartbeat = signal { try await writer.heartbeat() }
        try await tell(&seen, &writer, look, regions)
      }
      withExtendedLifetime(follower) {}
    }
  }

  private func tell(
    _ seen: inout Int64?, _ writer: inout EventStreamWriter,
    _ look: () async throws -> Int64, _ regions: () async throws -> String
  ) async throws {
    let now = try await look()
    guard now != seen else { return }
    let event = ServerSentEvent(id: String(now), type: "region", data: try await regions())
    try await writer.write(event.bytes)
    seen = now
  }

  /// A stream may last longer than a worker's or manager's rights do.
  private func mayFollow(_ caller: Caller) async throws -> Bool {
    do {
      return try await admit(caller).roles == caller.roles
    } catch is Problem {
      return false
    }
  }
}
