import FoundationEssentials
import Logging
import Postgres
import ServiceLifecycle

/// Works on some slots at a time; every error that it throws is the environment's.
struct SlotWorker: Sendable {
  let database: PostgresClient
  let handlers: Handlers
  let now: @Sendable () -> Date
  let debts = Debts()
  let observer: InboxObserver

  /// What an event does, or why it can do nothing.
  typealias Prepared = Result<EventHandler.Effect, any Error>

  func effect(of event: Envelope) -> Prepared {
    Result { try handlers.effect(of: event) }
  }

  /// - Returns: the slots that somebody else has, or has been faster in.
  func work(_ all: [SlotWork]) async throws -> [Slot] {
    let batches = all.map(\.batch).filter { !$0.events.isEmpty }
    var taken = try await handleSingly(batches.filter(\.isSuspect))
    taken += try await handle(batches.filter { !$0.isSuspect })
    let due = all.filter(\.isDue).map(\.batch.slot).filter { !taken.contains($0) }
    return taken + (try await retryParked(in: due))
  }

  /// Handles the batches in one transaction, and event by event when one of them is to blame.
  private func handle(_ batches: [Batch]) async throws -> [Slot] {
    guard !batches.isEmpty else { return [] }
    do {
      return try await attempt(batches, batches.map { $0.events.map(effect) })
    } catch  where Blame(error) == .event {
      return try await handleSingly(batches)
    }
  }

  private func handleSingly(_ batches: [Batch]) async throws -> [Slot] {
    var taken: [Slot] = []
    for batch in batches where try await !handleSingly(batch) { taken.append(batch.slot) }
    return taken
  }

  private func handleSingly(_ batch: Batch) async throws -> Bool {
    var single = batch
    for event in batch.events where !Task.isShuttingDownGracefully {
      single.events = [event]
      guard try await handleAlone(single, event) else { return false }
      single.position = event.position
      single.started = 0
    }
    return true
  }

  private func handleAlone(_ batch: Batch, _ event: Envelope) async throws -> Bool {
    guard batch.started < Batch.fatalStarts else {
      return try await park(batch, because: KilledItsConsumer())
    }
    do {
      return try await attempt([batch], [[effect(of: event)]]).isEmpty
    } catch  where Blame(error) == .event {
      return try await park(batch, because: error)
    }
  }

  /// Applies the batches, leaving a trace in case that kills this process.
  private func attempt(_ batches: [Batch], _ effects: [[Prepared]]) async throws -> [Slot] {
    do {
      let parkings = try await database.withTransaction(after: batches.map { BeginBatch($0) }) {
        try await apply(effects, of: batches, begun: 1, in: $0)
      }
      return report(batches, parkings)
    } catch {
      for batch in batches { await debts.settle(ForgiveBatch(batch), in: database) }
      throw error
    }
  }

  /// Parks a batch of one event without trying it.
  private func park(_ batch: Batch, because cause: any Error) async throws -> Bool {
    let parkings = try await database.withTransaction {
      try await apply([[.failure(cause)]], of: [batch], begun: 0, in: $0)
    }
    return report([batch], parkings).isEmpty
  }

  private func report(_ batches: [Batch], _ parkings: [Parking?]) -> [Slot] {
    zip(batches, parkings).compactMap { batch, parking in
      guard let parking else { return batch.slot }
      observer.handled(batch, parked: parking)
      return nil
    }
  }
}

extension SlotWorker {
  /// The batches' effects and their slots' new positions, together or not at all.
  ///
  /// - Parameter begun: so often the batches must have been begun since they were found.
  /// - Returns: what was parked of each; nil if somebody else has the slot, or has been faster.
  private func apply(
    _ effects: [[Prepared]], of batches: [Batch], begun: Int32, in transaction: Transaction
  ) async throws -> [Parking?] {
    let leases = try await transaction.execute(batches.map { LeaseSlot(slot: $0.slot) })
    var parkings: [Parking?] = []
    for (n, batch) in batches.enumerated() {
      guard let lease = leases[n].first, lease.position == batch.position,
        lease.started >= batch.started + begun
      else {
        parkings.append(nil)
        continue
      }
      let parked = lease.hasParked ? try await transaction.execute(FindParkedHeads(batch)) : []
      var parking = Parking(in: batch.slot, behind: parked, at: now())
      try await apply(effects[n], of: batch, &parking, in: transaction)
      parkings.append(parking)
    }
    transaction.commitWithoutWaiting()
    return parkings
  }

  private func apply(
    _ effects: [Prepared], of batch: Batch, _ parking: inout Parking, in transaction: Transaction
  ) async throws {
    for (event, effect) in zip(batch.events, effects) where !parking.joins(event) {
      switch effect {
      case .success(let effect): try await effect(transaction)
      case .failure(let cause): parking.park(event, because: cause)
      }
    }
    parking.enqueue(in: transaction)
    transaction.enqueue(MoveSlot(slot: batch.slot, position: batch.last))
  }
}
