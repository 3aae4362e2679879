import DequeModule

typealias Instant = ContinuousClock.Instant

/// Decides who gets which connection and when connections are opened and closed.
///
/// It is told what happened by its mutating methods and asked with `nextAction` what to do, until
/// that is nothing. It owns no sockets and reads no clock.
struct PoolStateMachine<Waiter> {
  struct Limits {
    var connections: Int
    /// How many waiters one connection serves at a time.
    var capacity: Int
    /// Another connection is opened when each has this many to serve.
    var spread: Int
    var idleTimeout: Duration
  }

  enum Action {
    case assign(SessionID, Waiter)
    case connect
    case fail(Waiter, PostgresError)
    case close(SessionID)
  }

  private struct Entry {
    let id: SessionID
    var load = 0
    var idleSince: Instant
    var tenure: Tenure
  }

  let limits: Limits
  private var entries: [Entry] = []
  private var waiters: Deque<(waiter: Waiter, deadline: Instant)> = []
  private var connecting = 0
  private var backoff = Backoff()
  /// After a failed attempt: no other before this.
  private var notBefore: Instant?
  private(set) var lastFailure: PostgresError?
  /// How many of the first waiters are told of `lastFailure`.
  private var failing = 0
  private(set) var isClosing = false

  init(_ limits: Limits) { self.limits = limits }

  // MARK: what happened

  mutating func wait(_ waiter: Waiter, until deadline: Instant) {
    waiters.append((waiter, deadline))
  }

  /// - Parameter takesNoWrites: the server says so; the session is used for a moment only.
  mutating func connected(_ id: SessionID, now: Instant, takesNoWrites: Bool = false) {
    connecting -= 1
    entries.append(
      Entry(id: id, idleSince: now, tenure: Tenure(since: now, isShort: takesNoWrites)))
    backoff.reset()
    notBefore = nil
    lastFailure = nil
  }

  /// Everybody who waits is told, unless a connection that lives may still serve them or the
  /// server has said that it is worth waiting.
  mutating func connectFailed(_ error: PostgresError, now: Instant, jitter: Double) {
    connecting -= 1
    lastFailure = error
    if notBefore.map({ now >= $0 }) ?? true { notBefore = now + backoff.next(jitter: jitter) }
    let isServed = entries.contains { !$0.tenure.isOver(now) }
    if !isServed && !error.passesByItself { failing = waiters.count }
  }

  /// One waiter's work on `id` is over.
  mutating func finished(_ id: SessionID, now: Instant) {
    guard let index = entries.firstIndex(where: { $0.id == id }) else { return }
    entries[index].load -= 1
    entries[index].idleSince = now
  }

  mutating func lost(_ id: SessionID) { entries.removeAll { $0.id == id } }

  /// No session that stands is to be trusted: those without work are closed, the others when they
  /// have done theirs.
  mutating func retireAll(now: Instant) {
    for index in entries.indices { entries[index].tenure.retire(now: now) }
  }

  /// Takes a waiter out of the queue, if it is still there.
  mutating func withdraw(where matches: (Waiter) -> Bool) -> Waiter? {
    guard let index = waiters.firstIndex(where: { matches($0.waiter) }) else { return nil }
    if index < failing { failing -= 1 }
    return waiters.remove(at: index).waiter
  }

  mutating func close() { isClosing = true }

  // MARK: what to do

  mutating func nextAction(now: Instant) -> Action? {
    if isClosing { return nextClosingAction() }
    if let index = entries.firstIndex(where: { $0.load == 0 && $0.tenure.isOver(now) }) {
      return .close(entries.remove(at: index).id)
    }
    if failing > 0, let error = lastFailure, let first = waiters.popFirst() {
      failing -= 1
      return .fail(first.waiter, error)
    }
    if let first = waiters.first {
      if first.deadline <= now {
        waiters.removeFirst()
        return .fail(first.waiter, .acquireTimeout(after: lastFailure))
      }
      if let index = leastLoaded(now), entries[index].load < limits.capacity {
        waiters.removeFirst()
        entries[index].load += 1
        return .assign(entries[index].id, first.waiter)
      }
    }
    if wantsConnection(now) {
      connecting += 1
      return .connect
    }
    return closeIdle(now)
  }

  private mutating func nextClosingAction() -> Action? {
    if let first = waiters.popFirst() { return .fail(first.waiter, PostgresError(.closed)) }
    guard let index = entries.firstIndex(where: { $0.load == 0 }) else { return nil }
    return .close(entries.remove(at: index).id)
  }

  private func wantsConnection(_ now: Instant) -> Bool {
    guard entries.count + connecting < limits.connections else { return false }
    if lastFailure != nil {
      // One scout at a time, until it gets through.
      guard connecting == 0, !waiters.isEmpty else { return false }
      return notBefore.map { $0 <= now } ?? true
    }
    if waiters.count > connecting * limits.capacity { return true }
    guard connecting == 0, let index = leastLoaded(now) else { return false }
    return entries[index].load >= limits.spread
  }

  private mutating func closeIdle(_ now: Instant) -> Action? {
    let horizon = now - limits.idleTimeout
    let index = entries.firstIndex { $0.load == 0 && $0.idleSince <= horizon }
    return index.map { .close(entries.remove(at: $0).id) }
  }

  /// The connection with the least to do; of several, the one used last, so that others may rest.
  private func leastLoaded(_ now: Instant) -> Int? {
    entries.indices.lazy.filter { !entries[$0].tenure.isOver(now) }.min { left, right in
      let (left, right) = (entries[left], entries[right])
      return left.load != right.load
        ? left.load < right.load : left.idleSince > right.idleSince
    }
  }

  /// When to ask again although nothing has happened.
  var nextDeadline: Instant? {
    var deadline = waiters.first?.deadline
    if let notBefore, !waiters.isEmpty, connecting == 0 {
      deadline = min(deadline ?? notBefore, notBefore)
    }
    for entry in entries where entry.load == 0 {
      var end = entry.idleSince + limits.idleTimeout
      if let tenure = entry.tenure.end { end = min(end, tenure) }
      deadline = min(deadline ?? end, end)
    }
    return deadline
  }

  var isClosed: Bool { isClosing && entries.isEmpty && waiters.isEmpty && connecting == 0 }
  var hasWaiters: Bool { !waiters.isEmpty }

  var usage: PoolUsage {
    PoolUsage(
      open: entries.count, busy: entries.count { $0.load > 0 }, waiting: waiters.count)
  }
}

extension PostgresError {
  /// The server is there but cannot serve us yet, so waiting until the deadline makes sense.
  var passesByItself: Bool {
    sqlState == .cannotConnectNow || sqlState == .tooManyConnections
  }

  static func acquireTimeout(after failure: PostgresError?) -> PostgresError {
    PostgresError(
      Storage(
        code: .acquireTimeout, sqlState: failure?.sqlState, cause: failure?.description,
        detail: failure?.detail ?? ""))
  }
}
