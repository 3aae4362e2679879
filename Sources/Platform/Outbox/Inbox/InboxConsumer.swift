public import FoundationEssentials
public import Logging
public import Postgres
public import ServiceLifecycle

/// Takes a service's events out of its inbox and has them handled, each exactly once and in the
/// order of its key.
///
/// Any number of consumers may run at once; they share the slots. When there is nothing to do, one
/// asks the database once a second and writes nothing.
///
/// Handlers run on the thread that speaks with Postgres (``Postgres/onPostgresThread(isolation:_:)``):
/// one that computes for long has to do so elsewhere.
public struct InboxConsumer: Service {
  let database: PostgresClient
  let handlers: Handlers
  let now: @Sendable () -> Date
  let logger: Logger
  var limits = Limits()

  struct Limits: Sendable {
    /// How many transactions are at work at once; the service needs connections for requests too.
    var lanes = 4
    /// How many slots one of them takes: what each transaction costs is shared by their events.
    var slots = 4
    /// How many events it takes of each, and about how many bytes of them.
    var events = 50
    var bytes = 1 << 20
    var pollInterval: Duration = .seconds(1)
    var measureInterval: Duration = .seconds(15)
    var pauses = Backoff(first: .milliseconds(100), longest: .seconds(30))
  }

  /// - Parameters:
  ///   - handlers: one a type.
  ///   - database: as the service's application role; its schema holds the inbox.
  ///   - pollInterval: how often to look into a quiet inbox for what no doorbell told.
  ///   - now: by which parked events are tried again.
  public init(
    _ handlers: [EventHandler], database: PostgresClient,
    pollInterval: Duration = .seconds(1), now: @escaping @Sendable () -> Date = { Date() },
    logger: Logger
  ) {
    self.handlers = Handlers(handlers)
    self.database = database
    self.now = now
    self.logger = logger
    limits.pollInterval = pollInterval
  }

  /// Handles events until the graceful shutdown, which lets batches end.
  public func run() async throws {
    let bell = Bell()
    await withGracefulShutdownHandler {
      guard let service = await service() else { return }
      await withTaskGroup { group in
        group.addTask { await tick(bell) }
        if database.configuration.notifies {
          group.addTask { await listen(to: "inbox_\(service)", bell) }
        }
        let run = ConsumerRun(self, worker: worker(of: service), bell: bell)
        await onPostgresThread { await run.serve() }
        group.cancelAll()
      }
    } onGracefulShutdown: {
      bell.finish()
    }
  }

  /// Looks now and then even if nobody rings: nothing depends on a notification.
  private func tick(_ bell: Bell) async {
    while !Task.isCancelled {
      bell.ring()
      try? await Task.sleep(for: limits.pollInterval)
    }
  }

  /// Whatever the sequence says is a reason to look: also that it listens (again), since it may
  /// have missed something before.
  private func listen(to channel: String, _ bell: Bell) async {
    for await _ in database.listen(to: channel) { bell.ring() }
  }

  /// The service's name, which is its schema's; nil when it is stopped before the database answers.
  private func service() async -> String? {
    var pauses = limits.pauses
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      if let service = try? await database.read(FindService()).first { return service }
      let pause = pauses.next(jitter: .random(in: 0..<1))
      try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
    }
    return nil
  }

  /// Handles all there is and returns.
  ///
  /// - Throws: the environment's errors.
  public func drain() async throws {
    let worker = worker(of: try await database.read(FindService()).first ?? "")
    try await withLookout { lookout in
      while true {
        var schedule = Schedule(limits)
        let found = try await look(lookout, busy: [], slots: schedule.free)
        if found.isEmpty { return }
        try await withThrowingTaskGroup { group in
          for work in schedule.start(found) { group.addTask { _ = try await worker.work(work) } }
          try await group.waitForAll()
        }
      }
    }
  }

  /// Lends `body` a connection to look with. Planning takes longer than looking, so it is done once;
  /// and often while the inbox is nearly empty, when it would choose to read whole tables.
  func withLookout(_ body: (Connection) async throws -> Void) async throws {
    try await database.withConnection { connection in
      try await connection.script(
        """
        set enable_seqscan  = off;
        set jit             = off;
        set plan_cache_mode = force_generic_plan;
        """)
      try await body(connection)
    }
  }

  func look(_ lookout: Connection, busy: [Slot], slots: Int) async throws -> [SlotWork] {
    let look = FindWork(
      now: now(), busy: busy, slots: slots, events: limits.events, bytes: limits.bytes)
    return SlotWork.gather(try await lookout.execute(look))
  }

  private func worker(of service: String) -> SlotWorker {
    SlotWorker(
      database: database, handlers: handlers, now: now,
      observer: InboxObserver(service: service, logger: logger))
  }
}

extension InboxConsumer {
  /// Every statement that a consumer and the commands about it run as the application role, for the
  /// test that explains each.
  public static let statements: [any Statement.Type] =
    [
      FindWork.self, MeasureInbox.self, MeasureParked.self, FindService.self,
      BeginBatch.self, ForgiveBatch.self,
      LeaseSlot.self, MoveSlot.self, CommitWithoutWaiting.self, FindParkedHeads.self,
      ParkEvents.self, FindDueEvent.self, BeginTry.self, ForgiveTry.self, FindParkedEvent.self,
      KeepParked.self, Unpark.self,
    ] + ParkedEvents.statements
}

struct FindService: Statement {
  static let sql = "select current_schema()"
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
