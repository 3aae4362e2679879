import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle
import Synchronization

/// The changes of packages, for those who follow the list live.
///
/// Each change has a number that grows, and who has seen number n has missed nothing up to n. A
/// number drawn by the changing transaction could not promise that: transactions commit in another
/// order than they draw, so 7 may become visible when 8 has been read. So a change only takes the
/// package's number away, and a transaction of its own numbers whatever is committed, one such
/// transaction at a time in all processes: its numbers are above all that were visible before, and
/// become visible together. Being durable itself, it makes what it numbers durable too, so a crash
/// takes nothing back that was shown.
///
/// Only while somebody follows does it do anything: it listens, and looks once a second besides, so
/// that a lost notification costs a second. What happened while nobody did is numbered when somebody
/// comes, who so begins at now. A package that changes twice meanwhile is sent once, as it is.
final class PackageFeed: Service {
  private let database: PostgresClient
  private let view: @Sendable (Package) -> PackageView
  private let maxStreams: Int
  private let logger: Logger
  private let gauge = PackageFeed.streams()
  private let state = Mutex(State())
  private let arrivals = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private struct State {
    /// The last change that all streams were sent.
    var position: Int64 = 0
    var streams: [UInt64: EventStream<PackageChanges>] = [:]
    var lastID: UInt64 = 0
  }

  static let streams = Metric<Gauge>(
    "mcf_package_streams", meaning: "who follows the packages' live list")

  static let pageSize = 200
  static let channel = "packages"
  private static let pause: Duration = .seconds(1)

  init(
    database: PostgresClient, maxStreams: Int, logger: Logger,
    view: @escaping @Sendable (Package) -> PackageView
  ) {
    self.database = database
    self.maxStreams = maxStreams
    self.logger = logger
    self.view = view
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.arrivals.stream {
        while !Task.isCancelled, self.hasStreams { await self.follow() }
      }
    }
  }

  // MARK: those who follow

  var hasStreams: Bool { state.withLock { !$0.streams.isEmpty } }

  /// Sends a stream every change from now on, until the returned follower is gone.
  ///
  /// The newest change is looked up before the stream counts: what comes between the stream reads by
  /// itself, what comes later it is sent.
  /// - Throws: 503 when too many follow already.
  func add(_ stream: EventStream<PackageChanges>) async throws -> PackageFollower {
    let newest = try await newest()
    let id = try state.withLock { state in
      guard state.streams.count < maxStreams else {
        throw Problem.unavailable(
          "too-many-streams", "Too many follow the packages already.", retryAfter: 10)
      }
      if state.streams.isEmpty { state.position = newest }
      state.lastID += 1
      state.streams[state.lastID] = stream
      gauge.record(state.streams.count)
      return state.lastID
    }
    arrivals.continuation.yield()
    return PackageFollower(newest: newest, stream: stream) { [weak self] in
      self?.remove(id)
    }
  }

  /// The number of the newest change, with everything numbered that is committed: who has seen the
  /// packages as they are now has seen all up to it.
  func newest() async throws -> Int64 {
    guard let look = try await database.readOne(FindNewestChange()) else { return 0 }
    guard look.isBehind else { return look.newest }
    try await number()
    return try await database.readOne(FindNewestChange())?.newest ?? 0
  }

  private func remove(_ id: UInt64) {
    state.withLock { state in
      state.streams.removeValue(forKey: id)
      gauge.record(state.streams.count)
    }
  }

  /// What changed after a change, at most a page of it.
  func changes(after position: Int64) async throws -> PackageChanges {
    let packages = try await database.read(
      ReadChanges(after: position, limit: Self.pageSize))
    return PackageChanges(packages.map(view))
  }

  /// Where a stream begins that has seen a change: at the first of all if there never was such a
  /// one, as after the database was restored to an earlier time. It would else be sent nothing until
  /// the numbers have grown as far again.
  func start(after seen: Int64, newest: Int64) async throws -> Int64 {
    guard seen > newest else { return seen }
    let last = try await database.readOne(FindLastNumber()) ?? 0
    return seen > last ? 0 : seen
  }

  // MARK: what they are sent

  /// Delivers, whenever there is a sign of a change, until nobody follows any more.
  private func follow() async {
    let signs = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup { group in
      if database.configuration.notifies {
        group.addTask {
          for await _ in self.database.listen(to: Self.channel) { signs.continuation.yield() }
        }
      }
      group.addTask {
        while !Task.isCancelled {
          signs.continuation.yield()
          try? await Task.sleep(for: Self.pause)
        }
      }
      for await _ in signs.stream {
        guard hasStreams else { break }
        await deliver()
      }
      group.cancelAll()
    }
  }

  private func deliver() async {
    do {
      guard let look = try await database.readOne(FindNewestChange()) else { return }
      if look.isBehind { try await number() }
      if look.isBehind || look.newest > state.withLock({ $0.position }) { try await send() }
    } catch {
      // The database may be away; what is not sent now is sent at the next look.
      logger.warning("changes of packages wait", metadata: ["error": "\(error)"])
    }
  }

  private func number() async throws {
    var count = NumberChanges.limit
    while count == NumberChanges.limit {
      count = try await database.withTransaction { transaction in
        try await transaction.execute(LockNumbering())
        return try await transaction.execute(NumberChanges()).count
      }
    }
  }

  private func send() async throws {
    while true {
      let changes = try await changes(after: state.withLock { $0.position })
      guard let last = changes.last else { return }
      let streams = state.withLock { state in
        state.position = last
        return Array(state.streams.values)
      }
      for stream in streams { stream.send(changes) }
    }
  }
}

/// One who follows; when nobody holds this any more, it is over.
final class PackageFollower: Sendable {
  /// The newest change when it began.
  let newest: Int64
  let stream: EventStream<PackageChanges>
  private let leave: @Sendable () -> Void

  init(
    newest: Int64, stream: EventStream<PackageChanges>, leave: @escaping @Sendable () -> Void
  ) {
    self.newest = newest
    self.stream = stream
    self.leave = leave
  }

  deinit { leave() }
}

/// Some changes in order, written once for all who follow.
struct PackageChanges: Sendable {
  private let events: [(change: Int64, package: Package, bytes: [UInt8])]

  init(_ views: [PackageView]) {
    events = views.compactMap { view in
      guard let change = view.package.change else { return nil }
      var writer = JSONWriter()
      view.write(to: &writer)
      let event = ServerSentEvent(
        id: String(change), type: "package", data: String(decoding: writer.bytes, as: UTF8.self))
      return (change, view.package, event.bytes)
    }
  }

  var last: Int64? { events.last?.change }

  /// What changed after a change.
  func packages(after position: Int64) -> [Package] {
    events.drop { $0.change <= position }.map(\.package)
  }

  /// The events after a change.
  func bytes(after position: Int64) -> [UInt8] {
    events.drop { $0.change <= position }.flatMap(\.bytes)
  }
}
