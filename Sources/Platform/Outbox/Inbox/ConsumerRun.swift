import Postgres
import ServiceLifecycle
import Synchronization

/// One run of a consumer: it looks when the bell rings and works on what it finds.
final class ConsumerRun: Sendable {
  private let consumer: InboxConsumer
  private let worker: SlotWorker
  private let bell: Bell
  private let schedule: Mutex<Schedule>
  private let nextMeasurement = Mutex(ContinuousClock.now)
  private let gauges: Mutex<InboxGauges>

  init(_ consumer: InboxConsumer, worker: SlotWorker, bell: Bell) {
    self.consumer = consumer
    self.worker = worker
    self.bell = bell
    schedule = Mutex(Schedule(consumer.limits))
    gauges = Mutex(InboxGauges(worker.observer))
  }

  /// Until the bell is finished; then what has been begun ends.
  func serve() async {
    var pauses = consumer.limits.pauses
    await withDiscardingTaskGroup { group in
      while !Task.isShuttingDownGracefully && !Task.isCancelled {
        do {
          try await consumer.withLookout { lookout in
            for await _ in bell.rings {
              for work in try await look(lookout) { group.addTask { await self.perform(work) } }
              pauses.reset()
            }
          }
        } catch {
          let pause = pauses.next(jitter: .random(in: 0..<1))
          worker.observer.stopped([], because: error, for: pause)
          await rest(for: pause)
          bell.ring()
        }
      }
    }
  }

  private func look(_ lookout: Connection) async throws -> [[SlotWork]] {
    let (busy, free) = schedule.withLock { schedule in
      schedule.willLook()
      return (schedule.busy, schedule.free)
    }
    guard free > 0 else { return [] }
    try await worker.debts.settleAll(in: consumer.database)
    guard await hasWork(lookout) else { return [] }
    let found = try await consumer.look(lookout, busy: busy, slots: free)
    return schedule.withLock { $0.start(found) }
  }

  /// Shows the inbox's figures every now and then. They also tell whether a look is worth while, so
  /// that a consumer with nothing to do asks one thing at a time. One that cannot read them works
  /// all the same.
  private func hasWork(_ lookout: Connection) async -> Bool {
    let now = ContinuousClock.now
    let isDue = nextMeasurement.withLock { next in
      guard next <= now else { return false }
      next = now + consumer.limits.measureInterval
      return true
    }
    guard isDue else { return true }
    let service = worker.observer.metrics.service
    let waiting = await figures(MeasureInbox(schema: service), lookout)
    let parked = await figures(MeasureParked(schema: service), lookout)
    return gauges.withLock { $0.show(waiting, parked, at: consumer.now()) }
  }

  private func figures<Measure: Statement>(
    _ measure: Measure, _ lookout: Connection
  ) async -> Result<[Measure.Row], any Error> {
    do { return .success(try await lookout.execute(measure)) } catch { return .failure(error) }
  }

  private func perform(_ work: [SlotWork]) async {
    let slots = work.map(\.batch.slot)
    do {
      let taken = try await worker.work(work)
      if schedule.withLock({ $0.finished(slots) }) { bell.ring() }
      guard !taken.isEmpty else { return }
      await rest(taken, for: schedule.withLock { $0.taken(taken, jitter: .random(in: 0..<1)) })
    } catch {
      let pause = schedule.withLock { $0.failed(slots, jitter: .random(in: 0..<1)) }
      worker.observer.stopped(slots, because: error, for: pause)
      bell.ring()
      await rest(slots, for: pause)
    }
  }

  private func rest(_ slots: [Slot], for pause: Duration) async {
    await rest(for: pause)
    schedule.withLock { $0.rested(slots) }
    bell.ring()
  }

  private func rest(for pause: Duration) async {
    try? await cancelWhenGracefulShutdown { try await Task.sleep(for: pause) }
  }
}
