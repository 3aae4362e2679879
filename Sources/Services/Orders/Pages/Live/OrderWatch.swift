import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle
import Synchronization

/// Wakes the pages of orders that are looked at, when some order may have changed.
///
/// It hears the doorbell of the orders' outbox, which every change of an order rings after its commit:
/// to be followed costs orders nothing. Where nothing rings, a page looks with each heartbeat of its
/// stream.
final class OrderWatch: Service {
  private static let channel = "outbox_orders"
  static let streams = Metric<Gauge>(
    "mcf_order_streams", meaning: "open pages of orders that are kept up to date")

  /// How long a page rests between two looks, however often it rings.
  private static let pause: Duration = .seconds(1)
  /// How many rings may wait for one page.
  private static let backlog = 64

  private let database: PostgresClient
  private let maxStreams: Int
  private let gauge = OrderWatch.streams()
  private let state = Mutex(State())
  private let arrivals = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private struct State {
    var streams: [UInt64: EventStream<Void>] = [:]
    var lastID: UInt64 = 0
  }

  /// - Parameter maxStreams: how many pages may be followed at once in this process.
  init(database: PostgresClient, maxStreams: Int) {
    self.database = database
    self.maxStreams = maxStreams
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.arrivals.stream where self.database.configuration.notifies {
        while !Task.isCancelled, self.hasStreams { await self.listen() }
      }
    }
  }

  private var hasStreams: Bool { state.withLock { !$0.streams.isEmpty } }

  /// Wakes all at the first ring, and once more after a pause if it has rung meanwhile.
  private func listen() async {
    let signs = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup { group in
      group.addTask { [database] in
        for await _ in database.listen(to: Self.channel) { signs.continuation.yield() }
      }
      for await _ in signs.stream {
        guard hasStreams else { break }
        await wakeAll()
        try? await Task.sleep(for: Self.pause)
      }
      group.cancelAll()
    }
  }

  /// A few at a time, since each asks the database.
  private func wakeAll() async {
    let streams = state.withLock { Array($0.streams.values) }
    for (number, stream) in streams.enumerated() {
      stream.send(())
      if number % 10 == 9 { try? await Task.sleep(for: .milliseconds(10)) }
    }
  }

  /// A stream that is woken until nobody holds its follower any more.
  ///
  /// - Throws: 503 when too many follow already.
  func follow(_ context: RequestScope) throws -> Follower {
    let stream = EventStream<Void>(context, buffering: Self.backlog)
    let id = try state.withLock { state in
      guard state.streams.count < maxStreams else {
        throw Problem.unavailable(
          "too-many-streams", "Too many follow orders already.", retryAfter: 10)
      }
      state.lastID += 1
      state.streams[state.lastID] = stream
      gauge.record(state.streams.count)
      return state.lastID
    }
    arrivals.continuation.yield()
    return Follower(stream: stream) { [weak self] in self?.remove(id) }
  }

  private func remove(_ id: UInt64) {
    state.withLock { state in
      state.streams.removeValue(forKey: id)
      gauge.record(state.streams.count)
    }
  }

  /// One open page; when nobody holds this any more, it is over.
  final class Follower: Sendable {
    let stream: EventStream<Void>
    private let leave: @Sendable () -> Void

    init(stream: EventStream<Void>, leave: @escaping @Sendable () -> Void) {
      self.stream = stream
      self.leave = leave
    }

    deinit { leave() }
  }
}
