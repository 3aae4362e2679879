import Synchronization

/// What one transaction or one `withConnection` does on its lease: the first job takes a
/// connection, `end` or a job marked as the last one gives it back.
final class LeasedWork: Sendable {
  let pool: PoolID
  private let lease = Lease()
  private let preparesAnew: Bool
  private let state = Mutex(State.unopened)

  private enum State { case unopened, open, ended }

  /// - Parameter preparesAnew: what its connection has prepared before is not used.
  init(pool: PoolID, preparesAnew: Bool = false) {
    self.pool = pool
    self.preparesAnew = preparesAnew
  }

  /// Does `work` and waits for its outcome.
  /// - Parameters:
  ///   - first: are sent before it with a sync of their own; their error is thrown.
  ///   - isLast: the lease is over when this is answered, however it ends.
  func perform(
    _ work: Job.Work, after first: [BoundStatement] = [], isLast: Bool = false
  ) async throws -> Answers {
    let kept = KeptOutcome()
    if !first.isEmpty {
      Poller.running.post(
        .submit(Ticket(job: job(.many(first), isLast: false), reply: .kept(kept))))
    }
    let outcome = await Poller.running.perform(job(work, isLast: isLast))
    try kept.check()
    return try outcome.get()
  }

  private func job(_ work: Job.Work, isLast: Bool) -> Job {
    var options: Job.Options = isLast ? [.endsLease] : []
    if preparesAnew { options.insert(.preparesAnew) }
    state.withLock { state in
      if state == .unopened { options.insert(.opensLease) }
      state = isLast ? .ended : .open
    }
    return Job(pool: pool, lease: lease, work: work, options: options)
  }

  /// Waits until the session is clean, even when the task is cancelled.
  func end(discarding: Bool = false, after last: Job.Work? = nil) async {
    guard state.withLock({ $0 != .unopened }) else { return }
    if let last {
      _ = await Poller.running.performUncancellably(job(last, isLast: false))
    }
    let end = Job(pool: pool, lease: lease, work: .end(discarding: discarding))
    _ = await Poller.running.performUncancellably(end)
    state.withLock { $0 = .ended }
  }

  /// Somebody has kept the object and used it after its end, or never ended it.
  deinit {
    guard state.withLock({ $0 == .open }) else { return }
    let end = Job(pool: pool, lease: lease, work: .end(discarding: true))
    Poller.running.post(.submit(Ticket(job: end, reply: .nobody)))
  }
}
