import FoundationEssentials
import Logging
import Postgres
import ServiceLifecycle

/// Works on one slot at a time; every error that it throws is the environment's.
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

  /// - Returns: false if somebody else has the slot, or has been faster.
  func work(_ work: SlotWork) async throws -> Bool {
    if work.isDue, try await !retryParked(in: work.batch.slot) { return false }
    return try await handle(work.batch)
  }

  /// Handles the batch in one transaction, and event by event when one of them is to blame.
  private func handle(_ batch: Batch) async throws -> Bool {
    guard !batch.events.isEmpty else { return true }
    guard !batch.isSuspect else { return try await handleSingly(batch) }
    do {
      return try await attempt(batch, batch.events.map(effect))
    } catch  where Blame(error) == .event {
      return try await handleSingly(batch)
    }
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
      return try await apply(batch, [.failure(KilledItsConsumer())])
    }
    do {
      return try await attempt(batch, [effect(of: event)])
    } catch  where Blame(error) == .event {
      return try await apply(batch, [.failure(error)])
    }
  }

  /// Applies the batch, leaving a trace in case that kills this process.
  private func attempt(_ batch: Batch, _ effects: [Prepared]) async throws -> Bool {
    guard try await !database.execute(BeginBatch(batch)).isEmpty else { return false }
    do {
      return try await apply(batch, effects)
    } catch {
      await debts.settle(ForgiveBatch(batch), in: database)
      throw error
    }
  }

  /// The batch's effects and the slot's new position, together or not at all.
  private func apply(_ batch: Batch, _ effects: [Prepared]) async throws -> Bool {
    let parking = try await database.withTransaction { transaction -> Parking? in
      let (leased, heads) = try await transaction.execute(
        LeaseSlot(slot: batch.slot), FindParkedHeads(batch))
      guard leased.first == batch.position else { return nil }
      var parking = Parking(in: batch.slot, behind: heads, at: now())
      for (event, effect) in zip(batch.events, effects) where !parking.joins(event) {
        switch effect {
        case .success(let effect): try await effect(transaction)
        case .failure(let cause): parking.park(event, because: cause)
        }
      }
      parking.enqueue(in: transaction)
      transaction.enqueue(MoveSlot(slot: batch.slot, position: batch.last))
      transaction.commitWithoutWaiting()
      return parking
    }
    guard let parking else { return false }
    observer.handled(batch, parked: parking)
    return true
  }
}
