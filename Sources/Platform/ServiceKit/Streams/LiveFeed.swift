import Contracts
public import Logging
public import Metrics
public import Postgres
public import ServiceLifecycle
import Synchronization

/// Tells all who follow a source what changes in it, each from where they stand.
///
/// Only while somebody follows does it do anything: it listens to the source's bell, and looks once a
/// second besides, so that a lost notification costs a second.
public final class LiveFeed<Source: LiveSource, Form: Hashable & Sendable>: Service {
  typealias Delivery = LiveDelivery<Source.Changes, Form>

  public let source: Source
  private let bell: Bell
  private let maxStreams: Int
  private let gauge: Gauge
  private let logger: Logger
  private let state = Mutex(State())
  private let arrivals = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private struct State {
    /// The last change that all streams were sent.
    var position: Int64 = 0
    var streams: [UInt64: EventStream<Delivery>] = [:]
    var lastID: UInt64 = 0
  }

  /// What rings when there may be something new: a channel of the database's notifications.
  private struct Bell {
    let database: PostgresClient
    let channel: String
  }

  private var pause: Duration { .seconds(1) }

  /// - Parameters:
  ///   - channel: of the database's notifications; it rings when something may have changed.
  ///   - maxStreams: how many may follow at once in this process.
  ///   - gauge: shows how many do.
  public init(
    _ source: Source, database: PostgresClient, channel: String, maxStreams: Int, gauge: Gauge,
    logger: Logger
  ) {
    self.source = source
    bell = Bell(database: database, channel: channel)
    self.maxStreams = maxStreams
    self.gauge = gauge
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.arrivals.stream {
        while !Task.isCancelled, self.hasStreams { await self.follow() }
      }
    }
  }

  public var hasStreams: Bool { state.withLock { !$0.streams.isEmpty } }

  // MARK: those who follow

  /// Sends a stream every change from now on, until the returned follower is gone.
  ///
  /// The newest change is looked up before the stream counts: what comes between the stream reads by
  /// itself, what comes later it is sent.
  /// - Throws: 503 when too many follow already.
  func add(_ stream: EventStream<Delivery>) async throws -> LiveFollower<Delivery> {
    let newest = try await source.newest()
    let id = try state.withLock { state in
      guard state.streams.count < maxStreams else {
        throw Problem.unavailable(
          "too-many-streams", "Too many follow this already.", retryAfter: 10)
      }
      if state.streams.isEmpty { state.position = newest }
      state.lastID += 1
      state.streams[state.lastID] = stream
      gauge.record(state.streams.count)
      return state.lastID
    }
    arrivals.continuation.yield()
    return LiveFollower(newest: newest, stream: stream) { [weak self] in self?.remove(id) }
  }

  private func remove(_ id: UInt64) {
    state.withLock { state in
      state.streams.removeValue(forKey: id)
      gauge.record(state.streams.count)
    }
  }

  // MARK: what they are sent

  /// Delivers, whenever there is a sign of a change, until nobody follows any more.
  private func follow() async {
    let signs = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup { group in
      if bell.database.configuration.notifies {
        group.addTask { [bell] in
          for await _ in bell.database.listen(to: bell.channel) { signs.continuation.yield() }
        }
      }
      group.addTask { [pause] in
        while !Task.isCancelled {
          signs.continuation.yield()
          try? await Task.sleep(for: pause)
        }
      }
      for await _ in signs.stream {
        guard hasStreams else { break }
        await TraceContext.$current.withValue(.root) { await deliver() }
      }
      group.cancelAll()
    }
  }

  private func deliver() async {
    do {
      let newest = try await source.newest()
      while case let position = state.withLock({ $0.position }), position < newest,
        let (changes, last) = try await source.changes(after: position)
      {
        send(Delivery(changes, last: last))
      }
    } catch {
      // The database may be away; what is not sent now is sent at the next look.
      logger.warning(
        "changes wait", metadata: ["channel": "\(bell.channel)", "error": "\(error)"])
    }
  }

  private func send(_ delivery: Delivery) {
    let streams = state.withLock { state in
      state.position = delivery.last
      return Array(state.streams.values)
    }
    for stream in streams { stream.send(delivery) }
  }
}

/// One who follows; when nobody holds this any more, it is over.
final class LiveFollower<Delivery: Sendable>: Sendable {
  /// The newest change when it began.
  let newest: Int64
  let stream: EventStream<Delivery>
  private let leave: @Sendable () -> Void

  init(newest: Int64, stream: EventStream<Delivery>, leave: @escaping @Sendable () -> Void) {
    self.newest = newest
    self.stream = stream
    self.leave = leave
  }

  deinit { leave() }
}
