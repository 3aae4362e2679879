import FoundationEssentials
import Postgres
import ServiceLifecycle

extension SlotWorker {
  /// After so many tries, or so long, new events of these slots get their turn: what fails, however
  /// much of it there is, must not slow down what works.
  static let mostTriesAtOnce = 16
  private static let longestTries: Duration = .milliseconds(50)

  /// Tries the slots' due events in turn, each in a transaction of its own. When one succeeds the
  /// next of its key is due, so a freed key flows in its order.
  ///
  /// - Returns: the slots that somebody else has, or has been faster in.
  func retryParked(in slots: [Slot]) async throws -> [Slot] {
    let end = ContinuousClock.now + Self.longestTries
    var waiting = slots.shuffled()
    var (taken, tries): ([Slot], Int) = ([], 0)
    while !waiting.isEmpty, !Task.isShuttingDownGracefully {
      let slot = waiting.removeFirst()
      let due = try await database.readAlone(FindDueEvent(slot: slot, now: now()))
      guard let event = due.first else { continue }
      if try await retry(event, in: slot) { waiting.append(slot) } else { taken.append(slot) }
      tries += 1
      if tries == Self.mostTriesAtOnce || ContinuousClock.now > end { break }
    }
    return taken
  }

  private func retry(_ event: ParkedEvent, in slot: Slot) async throws -> Bool {
    guard event.started < Batch.fatalStarts else {
      return try await keep(event, in: slot, because: KilledItsConsumer())
    }
    guard try await !database.execute(BeginTry(slot: slot, event: event)).isEmpty else {
      return false
    }
    do {
      return try await handle(event, in: slot)
    } catch {
      let position = event.envelope.position
      await debts.settle(ForgiveTry(slot: slot, position: position), in: database)
      guard Blame(error) == .event else { throw error }
      return try await keep(event, in: slot, because: error)
    }
  }

  private func handle(_ event: ParkedEvent, in slot: Slot) async throws -> Bool {
    let effect = try handlers.effect(of: event.envelope)
    let position = event.envelope.position
    let isHandled = try await whileParked(event, in: slot) { transaction in
      try await effect(transaction)
      transaction.enqueue(Unpark(slot: slot, position: position, now: now()))
    }
    if isHandled { observer.retried(event, in: slot) }
    return isHandled
  }

  /// Keeps it for another try; there is none for one that kills or has been tried for long.
  private func keep(
    _ event: ParkedEvent, in slot: Slot, because cause: any Error
  ) async throws -> Bool {
    let (tries, now) = (event.tries + 1, now())
    let isDead =
      cause is KilledItsConsumer
      || RetryPolicy.isHopeless(tries: tries, since: event.headSince, now: now)
    let pause = RetryPolicy.pauseSeconds(afterTries: tries, jitter: .random(in: 0..<1))
    let statement = KeepParked(
      slot: slot, position: event.envelope.position, cause: "\(cause)",
      retry: isDead ? nil : now.addingTimeInterval(pause), death: isDead ? now : nil)
    let isKept = try await whileParked(event, in: slot) { $0.enqueue(statement) }
    if isKept { observer.kept(event, in: slot, because: cause, isDead: isDead) }
    return isKept
  }

  /// Runs `body` under the slot's lock, unless somebody else has it or the event is gone.
  private func whileParked(
    _ event: ParkedEvent, in slot: Slot, _ body: (Transaction) async throws -> Void
  ) async throws -> Bool {
    try await database.withTransaction { transaction in
      let (leased, parked) = try await transaction.execute(
        LeaseSlot(slot: slot),
        FindParkedEvent(slot: slot, position: event.envelope.position))
      guard !leased.isEmpty, parked.first == event.tries else { return false }
      try await body(transaction)
      transaction.commitWithoutWaiting()
      return true
    }
  }
}
