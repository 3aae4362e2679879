import Hummingbird
import Postgres
import ServiceLifecycle
import Synchronization

/// Cancels requests that take longer than their deadline.
///
/// One loop watches all requests, so that a deadline costs a dictionary entry and no timer.
final class DeadlineWatch: Service {
  private struct Entry {
    let allowance: RequestAllowance
    let whenLate: @Sendable () -> Void
  }

  private struct State {
    var entries: [UInt64: Entry] = [:]
    var nextID: UInt64 = 0
  }

  private let state = Mutex(State())
  private let wakeUps: AsyncStream<Void>
  private let wakeUp: AsyncStream<Void>.Continuation

  /// How late a deadline may be noticed.
  private static let tick: Duration = .milliseconds(250)

  init() {
    (wakeUps, wakeUp) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// Thrown in place of what a cancelled request threw.
  struct Passed: Error {}

  /// Runs `work` and cancels it when the deadline passes, or when the caller is cancelled.
  ///
  /// - Throws: `Passed` when the deadline did, unless `work` knew a better problem, or had sent a
  ///   commit, which goes on.
  func run(
    within allowance: RequestAllowance,
    _ work: @escaping @Sendable () async throws -> Response
  ) async throws -> Response {
    let task = Task { try await work() }
    do {
      return try await run(within: allowance, whenLate: { task.cancel() }) {
        try await withTaskCancellationHandler {
          try await task.value
        } onCancel: {
          task.cancel()
        }
      }
    } catch let problem as Problem {
      throw problem
    } catch let error as PostgresError where error.code == .outcomeUnknown {
      throw error
    } catch {
      throw task.isCancelled && allowance.isOver(at: .now) ? Passed() : error
    }
  }

  /// Does `work`, and `whenLate` as well once the deadline passes before it is done.
  func run<Value>(
    within allowance: RequestAllowance, whenLate: @escaping @Sendable () -> Void,
    _ work: () async throws -> Value
  ) async throws -> Value {
    let id = watch(Entry(allowance: allowance, whenLate: whenLate))
    defer { state.withLock { _ = $0.entries.removeValue(forKey: id) } }
    return try await work()
  }

  private func watch(_ entry: Entry) -> UInt64 {
    let (id, isFirst) = state.withLock { state in
      state.nextID += 1
      state.entries[state.nextID] = entry
      return (state.nextID, state.entries.count == 1)
    }
    if isFirst { wakeUp.yield() }
    return id
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.wakeUps { await self.watchUntilIdle() }
    }
    // Requests still in flight while the server stops keep their deadlines.
    await watchUntilIdle()
  }

  private func watchUntilIdle() async {
    while !state.withLock({ $0.entries.isEmpty }) {
      cancelLate(at: .now)
      do { try await Task.sleep(for: Self.tick) } catch { return }
    }
  }

  private func cancelLate(at now: ContinuousClock.Instant) {
    let late = state.withLock { state in
      state.entries.values.filter { $0.allowance.isOver(at: now) }
    }
    for entry in late { entry.whenLate() }
  }
}
