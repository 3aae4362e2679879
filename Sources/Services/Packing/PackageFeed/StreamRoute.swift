import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit
import ServiceLifecycle

extension PackingModule {
  /// How many deliveries may wait for one client.
  private static let backlog = 64
  /// After which a client has to come back, and show a token that is still good.
  private static let longest: Duration = .seconds(3_600)

  /// `GET /api/packages/stream`: each package, whenever it changes.
  @Sendable func streamPackages(
    _ request: Request, _ context: ServiceContext
  ) async throws -> Response {
    _ = try context.packageViewer(.clerk, .manager)
    let query = request.query()
    let after = query.int("after", 0...Int.max).map(Int64.init)
    try query.finish()
    let seen = try request.lastEventID() ?? after
    let follower = try await feed.add(EventStream(context, buffering: Self.backlog))
    let end = ContinuousClock.now + Self.longest
    return follower.stream.response { [feed] writer, signals in
      // Nothing is said before the first change, but the client learns from where it would go on.
      var position = seen ?? follower.newest
      try await writer.write(ServerSentEvent(id: String(position)).bytes)
      while let last = try await feed.changes(after: position).write(to: &writer, after: position) {
        position = last
      }
      for await signal in signals {
        switch signal {
        case .heartbeat where ContinuousClock.now > end: return
        case .heartbeat: try await writer.heartbeat()
        case .item(let changes):
          position = try await changes.write(to: &writer, after: position) ?? position
        }
      }
    }
  }
}

extension PackageChanges {
  /// Writes what comes after a change; returns the last one written, nil if there was none.
  fileprivate func write(
    to writer: inout EventStreamWriter, after position: Int64
  ) async throws -> Int64? {
    guard let last, last > position else { return nil }
    try await writer.write(bytes(after: position))
    return last
  }
}

extension Request {
  /// How far a client that comes back has got.
  ///
  /// - Throws: 400 for what is none of our ids.
  fileprivate func lastEventID() throws -> Int64? {
    guard let name = HTTPField.Name("Last-Event-ID"), let text = headers[name], !text.isEmpty
    else { return nil }
    guard let id = Int64(text), id >= 0 else {
      throw Problem.malformed("Last-Event-ID must be the id of one of these events.")
    }
    return id
  }
}
