import Hummingbird
import Postgres
import ServiceKit
import ServiceLifecycle

extension PackingModule {
  /// `GET /api/packages/stream`: each package, whenever it changes.
  @Sendable func streamPackages(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    _ = try context.packageViewer(.clerk, .manager)
    let caller = try context.require()
    let query = request.query()
    let after = query.int("after", 0...Int.max).map(Int64.init)
    try query.finish()
    return try await feed.response(
      context, after: try request.lastEventID() ?? after, while: { try await mayFollow(caller) }
    ) { $0.bytes(after: $1) }
  }

  /// A stream may last longer than a manager's rights do.
  private func mayFollow(_ caller: Caller) async throws -> Bool {
    do {
      let caller = try await admit(caller)
      return caller.has(.clerk) || caller.has(.manager)
    } catch is Problem {
      return false
    }
  }
}

extension PackageFeed {
  /// How many deliveries may wait for one client.
  private static let backlog = 64

  /// The stream of changes, for one client.
  ///
  /// - Parameters:
  ///   - seen: the last change that the client knows; nil: whatever it is now.
  ///   - isAdmitted: whether the client may still be sent anything; the stream ends when it may not.
  ///   - events: what the client is sent of some changes, of those after a change.
  func response(
    _ context: RequestScope, after seen: Int64?,
    while isAdmitted: @escaping @Sendable () async throws -> Bool = { true },
    _ events: @escaping @Sendable (PackageChanges, Int64) async throws -> [UInt8]
  ) async throws -> Response {
    let follower = try await add(EventStream(context, buffering: Self.backlog))
    return follower.stream.response { [self] writer, signals in
      // Nothing is said before the first change, but the client learns from where it would go on.
      var position = try await start(after: seen ?? follower.newest, newest: follower.newest)
      try await writer.write(ServerSentEvent(id: String(position)).bytes)
      while case let missed = try await changes(after: position), let last = missed.last {
        try await writer.write(events(missed, position))
        position = last
      }
      for await signal in signals {
        guard try await isAdmitted() else { return }
        switch signal {
        case .heartbeat: try await writer.heartbeat()
        case .item(let changes):
          guard let last = changes.last, last > position else { continue }
          try await writer.write(events(changes, position))
          position = last
        }
      }
    }
  }
}
