import Logging
import Postgres

/// Carries the events of one source to one destination.
///
/// Why nothing is lost and nothing comes twice: a batch is read for exactly the cursor that its
/// delivery compares with; cursor and rows are written by one statement; and what the cursor says
/// of the source holds whatever crashes there (``Postgres/PostgresSnapshot/clamped(to:after:)``).
/// Whatever fails, the cursor is read anew and says where to go on. Several relays may do the same:
/// all but one lose the comparison.
actor Link {
  nonisolated let source: RelaySource
  nonisolated let destination: RelayDestination
  nonisolated let bell = LinkBell()
  private let writer: InboxWriter
  private var reader: OutboxReader
  /// Opens one window at a time.
  private let windows: Turn
  private let doorbellsRing: Bool
  private let logger: Logger
  private let metrics: LinkMetrics

  /// As it is stored, as far as we know.
  private var cursor: InboxCursor?
  /// As far as we have looked: at least `cursor.passed`. What lies between is of other types.
  private var passed = PostgresSnapshot.beginning
  /// What the source was last told.
  private var reported: PostgresSnapshot?
  private var lastReport = ContinuousClock.now
  /// Another relay is at work.
  private var standby: Standby?
  private var lag = Lag()
  private var unknownCount: UnknownFigures
  private var backoff = Backoff(first: .milliseconds(50), longest: .seconds(3))
  private var trouble: LinkTrouble

  init(
    _ source: RelaySource, _ destination: RelayDestination, stems: [String], windows: Turn,
    stretch: Int? = nil, logger: Logger
  ) {
    self.source = source
    self.destination = destination
    self.windows = windows
    doorbellsRing = source.database.configuration.notifies
    reader = OutboxReader(source: source, destination: destination.name, stems: stems)
    if let stretch { reader.stretch = stretch }
    writer = InboxWriter(source: source.name, destination: destination)
    var logger = logger
    logger[metadataKey: "source"] = "\(source.name)"
    logger[metadataKey: "destination"] = "\(destination.name)"
    self.logger = logger
    metrics = LinkMetrics(source: source.name, destination: destination.name)
    trouble = LinkTrouble(logger, metrics)
    unknownCount = UnknownFigures(
      "lag", of: [("source", source.name), ("destination", destination.name)], logger: logger)
  }

  // MARK: for ever

  /// Runs until the task is cancelled.
  func run() async {
    while !Task.isCancelled {
      do {
        try await connect()
        try await work()
      } catch {
        if Task.isCancelled { return }
        trouble.note(error)
      }
      // Also after what passes by itself: whoever stands between may send each connection elsewhere.
      try? await Task.sleep(for: backoff.next(jitter: .random(in: 0..<1)))
    }
  }

  private func work() async throws {
    try await attempt { try await self.drain() }
    succeeded()
    while true {
      let reasons = try await bell.wait()
      if standby != nil {
        if reasons.contains(.behind) { try await review() }
        continue
      }
      if reasons != .unreported { try await attempt { try await self.drain() } }
      if reasons.contains(.unreported) { try await attempt { try await self.report() } }
    }
  }

  /// Steps back for another relay when it was faster.
  private func attempt(_ body: () async throws -> Void) async throws {
    while true {
      do {
        return try await body()
      } catch is LostRace {
        let known = cursor
        try await stand(by: Standby())
        guard let known, cursor?.isAbreast(of: known) == true else {
          return logger.info("another relay is at work; standing by")
        }
        standby = nil  // a replay has numbered its events
      }
    }
  }

  /// It is not enough to be connected: a destination whose disk is full can be read.
  private func succeeded() {
    backoff.reset()
    trouble.isOver()
  }

  // MARK: connecting

  /// Makes sure that each side is the one that the other takes it for.
  func connect() async throws {
    reader.incarnation = nil
    let destination = try await writer.identify()
    let meeting = Meeting(
      source: try await reader.identify(last: destination.cursor?.last), destination: destination)
    let decision = meeting.decision
    if case .refuse(let reason) = decision { throw refused(reason) }
    reader.incarnation = meeting.source.incarnation
    let cursor =
      switch (decision, destination.cursor) {
      case (.goBack, let cursor?): try await goBack(cursor, meeting)
      case (_, let cursor?): try await goOn(cursor, meeting)
      default: try await begin(meeting)
      }
    (self.cursor, passed, reported, standby) = (cursor, cursor.passed, nil, nil)
  }

  /// A new destination begins with what comes from now on, one that was made anew with all there is.
  private func begin(_ meeting: Meeting) async throws -> InboxCursor {
    try await reader.register()
    var passed = PostgresSnapshot.beginning
    if meeting.decision == .begin {
      passed = try await reader.read(after: .beginning, limit: 0).present
    } else {
      logger.notice("the destination was made anew, and gets all that was ever published")
    }
    try await writer.start(InboxCursor(at: passed, of: meeting.source))
    return try await agree(writer.cursor(), meeting)
  }

  private func goOn(_ cursor: InboxCursor, _ meeting: Meeting) async throws -> InboxCursor {
    if meeting.isPromoted { try await lookCloser() }
    do {
      return try await agree(cursor, meeting)
    } catch {
      // Another relay is at work, or one side takes no notes now: what was found is right all the
      // same, and the destination still has what the source has.
      logger.log(
        level: error is LostRace ? .debug : .warning,
        "no new bond could be noted, by which a copy of either database would be known",
        metadata: ["error": "\(error)"])
      return try await writer.cursor()
    }
  }

  private func goBack(_ cursor: InboxCursor, _ meeting: Meeting) async throws -> InboxCursor {
    if meeting.isPromoted { try await lookCloser() }
    logger.notice("the destination was restored from a backup, and gets what it lacks again")
    return try await agree(cursor, meeting)
  }

  private func lookCloser() async throws {
    let missing = try await writer.missing(in: source)
    guard missing.isEmpty else { throw refused(.missing(missing)) }
    logger.notice("the source was promoted and has all that was delivered")
  }

  /// Both note a new bond, so that copies made of them until now are known.
  ///
  /// The destination notes it beside the last one, for good, before the source does, and forgets the
  /// last one after: whatever is broken off or crashes in between, it has what the source has.
  private func agree(_ cursor: InboxCursor, _ meeting: Meeting) async throws -> InboxCursor {
    var offered = cursor.offering(meeting.source.bond)
    offered.outbox = meeting.source.id
    offered.timeline = meeting.source.timeline ?? cursor.timeline
    offered = try await writer.deliver(moving: cursor, to: offered, isDurable: true)
    try await reader.note(offered, with: meeting.destination, found: meeting.source)
    var agreed = offered
    agreed.bonds = Array(offered.bonds.prefix(1))
    return try await writer.deliver(moving: offered, to: agreed)
  }

  private func refused(_ reason: LinkRefused.Reason) -> LinkRefused {
    LinkRefused(source: source.name, destination: destination.name, reason: reason)
  }

  // MARK: delivering

  /// Delivers what there is. A source that takes no report is carried from all the same.
  private func drain() async throws {
    var isDone = false
    while !isDone {
      isDone = try await !step()
      if ContinuousClock.now - lastReport > .seconds(1) { try await report() }
    }
  }

  /// Returns whether there may be more to do at once.
  private func step() async throws -> Bool {
    guard let cursor else { return false }
    if let target = cursor.target {
      try await windows.take { try await self.finishWindow(cursor, target) }
      return true
    }
    let reading = try await reader.read(after: passed)
    guard reading.batch.count > 0 else {
      passed = reading.present
      return false
    }
    try await deliver(
      reading.batch, passed: reading.isFull ? passed : reading.present,
      target: reading.isFull ? reading.present : nil)
    // Who appends meanwhile rings.
    return reading.isFull || !doorbellsRing
  }

  private func deliver(
    _ batch: EventColumns, passed: PostgresSnapshot, target: PostgresSnapshot?
  ) async throws {
    guard let cursor else { return }
    var moved = cursor
    (moved.passed, moved.target) = (passed, target)
    self.cursor = try await writer.deliver(batch, moving: cursor, to: moved)
    self.passed = passed
    metrics.delivered(batch.count)
  }

  /// While a batch is delivered, the next one is read. A window that takes longer than a minute, or
  /// has more than one stretch, is left and opened anew: its transaction holds the source's vacuum
  /// and rotation up.
  private func finishWindow(_ cursor: InboxCursor, _ target: PostgresSnapshot) async throws {
    try await reader.withWindow(
      after: cursor.passed, to: target, behind: cursor.last?.id ?? 0
    ) { stretch, fetch in
      let end = ContinuousClock.now + .seconds(60)
      var batch = EventColumns.empty
      for (n, count) in stretch.batches.enumerated() {
        async let next = fetch(count)
        if n > 0 { try await deliver(batch, passed: cursor.passed, target: target) }
        batch = try await next
        if n > 0, ContinuousClock.now > end { return }
      }
      if stretch.isFull {
        try await deliver(batch, passed: cursor.passed, target: target)
      } else {
        try await deliver(batch, passed: target, target: nil)
      }
    }
  }

  // MARK: reporting

  /// Tells the source what the destination has for good.
  private func report() async throws {
    guard let cursor, passed != reported else { return }
    // This move waits for the log, and so for all moves before it. It stores what only we know:
    // that there was nothing up to `passed` that the destination takes.
    var moved = cursor
    moved.passed = passed
    self.cursor = try await writer.deliver(moving: cursor, to: moved, isDurable: true)
    guard try await reader.report(passed) else { throw refused(.destinationDropped) }
    reported = passed
    lastReport = .now
  }

  // MARK: standing by

  private func stand(by standby: Standby) async throws {
    self.standby = standby
    let cursor = try await writer.cursor()
    (self.cursor, passed) = (cursor, cursor.passed)
  }

  /// The source has something: takes over from a relay that does not come for it.
  private func review() async throws {
    guard var standby, let known = cursor?.version else { return }
    try await stand(by: standby)
    standby.found(isMoved: cursor?.version != known)
    self.standby = standby.isOver ? nil : standby
    guard standby.isOver else { return }
    logger.info("taking over from another relay")
    try await connect()
    try await attempt { try await self.drain() }
  }

  // MARK: what a glance tells

  /// - Parameter glance: nil: it failed, so the link has to look for itself.
  func see(_ glance: OutboxGlance?) async {
    guard let glance else {
      metrics.lag(nil, events: nil)
      return bell.ring(.behind)
    }
    let isBehind =
      passed.isBehind(glance.present, greatest: glance.greatest)
      || reader.incarnation != glance.incarnation
    lag.update(isBehind ? glance.greatest : nil, passed: passed.xmax, now: .now)
    if isBehind {
      bell.ring(.behind)
    } else {
      standby?.hadNothingToDo()
      if standby == nil, passed != reported { bell.ring(.unreported) }
    }
    await measure()
  }

  /// Counts what waits, unless it has just come.
  private func measure() async {
    let duration = lag.duration(now: .now)
    do {
      let events = duration < .seconds(1) ? 0 : try await reader.count(after: passed)
      unknownCount.cleared()
      metrics.lag(duration, events: events)
    } catch {
      if !Task.isCancelled { unknownCount.found(error) }
      metrics.lag(duration, events: nil)
    }
  }
}
