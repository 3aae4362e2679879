import Postgres
import ServiceLifecycle
import Synchronization

/// One run of a consumer: it looks when the bell rings and works on what it finds.
final class ConsumerRun: Sendable {
  private let consumer: InboxConsumer
  private let worker: SlotWorker
  private let bell: Bell
  private let schedule: Mutex<Schedule>
  private let lookPauses: Mutex<Backoff>

  init(_ consumer: InboxConsumer, worker: SlotWorker, bell: Bell) {
    self.consumer = consumer
    self.worker = worker
    self.bell = bell
    schedule = Mutex(Schedule(limit: consumer.limits.slots, pauses: consumer.limits.pauses))
    lookPauses = Mutex(consumer.limits.pauses)
  }

  /// Until the bell is finished; then what has been begun ends.
  func serve() async {
    await withDiscardingTaskGroup { group in
      for await _ in bell.rings {
        for work in await look() { group.addTask { await self.perform(work) } }
      }
    }
  }

  private func look() async -> [SlotWork] {
    let (busy, free) = schedule.withLock { ($0.busy, $0.free) }
    guard free > 0 else { return [] }
    do {
      try await worker.debts.settleAll(in: consumer.database)
      let found = try await consumer.look(busy: busy, slots: free)
      lookPauses.withLock { $0.reset() }
      return schedule.withLock { $0.start(found) }
    } catch {
      let pause = lookPauses.withLock { $0.next(jitter: .random(in: 0..<1)) }
      worker.observer.stopped(nil, because: error, for: pause)
      await rest(for: pause)
      bell.ring()
      return []
    }
  }

  private func perform(_ work: SlotWork) async {
    let slot = work.batch.slot
    do {
      if try await worker.work(work) {
        schedule.withLock { $0.finished(slot) }
      } else {
        await rest(slot, for: schedule.withLock { $0.taken(slot, jitter: .random(in: 0..<1)) })
      }
    } catch {
      let pause = schedule.withLock { $0.failed(slot, jitter: .random(in: 0..<1)) }
      worker.observer.stopped(slot, because: error, for: pause)
      await rest(slot, for: pause)
    }
    bell.ring()
  }

  private func rest(_ slot: Slot, for pause: Duration) async {
    bell.ring()
    await rest(for: pause)
    schedule.withLock { $0.rested(slot) }
  }

  private func rest(for pause: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
  }
}
