import Synchronization

/// What one transaction or one `withConnection` does on its lease: the first job takes a
/// connection, `end` or a job marked as the last one gives it back.
final class LeasedWork: Sendable {
  let pool: PoolID
  private let lease = Lease()
  private let options: Job.Options
  private let state = Mutex(State.unopened)

  private enum State { case unopened, open, ended }

  /// - Parameter options: what holds for each of its jobs.
  init(pool: PoolID, _ options: Job.Options = []) {
    self.pool = pool
    self.options = options
  }

  /// Does `work` and waits for its outcome.
  /// - Parameters:
  ///   - more: what holds for it beside what holds for all.
  ///   - first: are sent before it with a sync of their own; their error is thrown.
  ///   - lateCommit: `work` ends with COMMIT, and the lease is over when that is answered, however it
  ///     ends; see `Job.lateCommit`.
  func perform(
    _ work: Job.Work, _ more: Job.Options = [], after first: [BoundStatement] = [],
    lateCommit: (@Sendable (Answers) -> Void)? = nil
  ) async throws -> Answers {
    let kept = KeptOutcome()
    if !first.isEmpty {
      Poller.running.post(
        .submit(Ticket(job: job(.many(first), .commitsByItself), reply: .kept(kept))))
    }
    let outcome = await Poller.running.perform(job(work, more, lateCommit: lateCommit))
    try kept.check()
    return try outcome.get()
  }

  private func job(
    _ work: Job.Work, _ more: Job.Options = [],
    lateCommit: (@Sendable (Answers) -> Void)? = nil
  ) -> Job {
    var options = options.union(more)
    if lateCommit != nil { options.insert(.endsLease) }
    state.withLock { state in
      if state == .unopened { options.insert(.opensLease) }
      state = lateCommit == nil ? .open : .ended
    }
    return Job(pool: pool, lease: lease, work: work, options: options, lateCommit: lateCommit)
  }

  /// Waits until the session is clean; once the task is cancelled, that comes about by itself.
  func end(discarding: Bool = false, after last: Job.Work? = nil) async {
    guard state.withLock({ $0 != .unopened }) else { return }
    if let last { Poller.running.post(.submit(Ticket(job: job(last), reply: .gone))) }
    state.withLock { $0 = .ended }
    let end = Job(pool: pool, lease: lease, work: .end(discarding: discarding))
    _ = await Poller.running.perform(end)
  }

  /// Somebody has kept the object and used it after its end, or never ended it.
  deinit {
    guard state.withLock({ $0 == .open }) else { return }
    let end = Job(pool: pool, lease: lease, work: .end(discarding: true))
    Poller.running.post(.submit(Ticket(job: end, reply: .nobody)))
  }
}
