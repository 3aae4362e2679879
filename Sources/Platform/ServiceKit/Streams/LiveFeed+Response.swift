public import Hummingbird
import ServiceLifecycle

extension LiveFeed {
  /// How many deliveries may wait for one client.
  private static var backlog: Int { 64 }

  /// The stream of changes, for one client.
  ///
  /// - Parameters:
  ///   - seen: the last change that the client knows; nil: whatever it is now.
  ///   - form: who has the same is sent the same.
  ///   - isAdmitted: whether the client may still be sent anything; the stream ends when it may not.
  ///   - write: the changes in that form, in their order; asked once for all who read it.
  /// - Throws: 503 when too many follow already.
  public func response(
    _ context: RequestScope, after seen: Int64?, as form: Form,
    while isAdmitted: @escaping @Sendable () async throws -> Bool = { true },
    _ write: @escaping @Sendable (Source.Changes) async throws -> [LiveEvent]
  ) async throws -> Response {
    let follower = try await add(EventStream(context, buffering: Self.backlog))
    return follower.stream.response { [source] writer, signals in
      // Nothing is said before the first change, but the client learns from where it would go on.
      var position = try await source.start(
        after: seen ?? follower.newest, newest: follower.newest)
      try await writer.write(ServerSentEvent(id: String(position)).bytes)
      while let (missed, last) = try await source.changes(after: position) {
        try await writer.write(write(missed).flatMap(\.bytes))
        position = last
      }
      for await signal in signals {
        guard try await isAdmitted() else { return }
        switch signal {
        case .heartbeat: try await writer.heartbeat()
        case .item(let delivery):
          guard delivery.last > position else { continue }
          let events = try await delivery.events(as: form, write)
          try await writer.write(events.filter { $0.number > position }.flatMap(\.bytes))
          position = delivery.last
        }
      }
    }
  }
}
