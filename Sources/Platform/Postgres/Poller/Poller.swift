import Logging
import Synchronization

/// The process's one thread that speaks with Postgres: the door to it for everybody else.
final class Poller: Sendable {
  static let running = Poller()

  enum Command: Sendable {
    // Indirect, since a case of this size would make every ticket's way longer.
    indirect case openPool(PoolID, PostgresConfiguration, Logger, PoolMetrics)
    case submit(Ticket)
    /// The job's flag is set already.
    case cancel(Job)
    case listen(PoolID, channel: String, Subscriber)
    case unlisten(PoolID, channel: String, SubscriberID)
    case ring(PoolID, channel: String)
    /// A part of a task that prefers this thread.
    case run(UnownedJob)
    indirect case connected(Connector.Request, Result<Connected, PostgresError>)
    case closePool(PoolID, then: CheckedContinuation<Void, Never>?)
  }

  private let mailbox: Mailbox<Command>

  private init() {
    let mailbox = Mailbox<Command>()
    self.mailbox = mailbox
    let connector = Connector { request, result in mailbox.post(.connected(request, result)) }
    startThread(named: "pg-poller") { EventLoop(mailbox, connector).run() }
  }

  func post(_ command: Command) { mailbox.post(command) }

  func run(_ job: UnownedJob) { job.runSynchronously(on: asUnownedTaskExecutor()) }

  /// Has `job` done and waits for the outcome, but not when the task is cancelled. What happens then
  /// depends on where the job is: not sent yet: nothing; on a shared connection: its answer is thrown
  /// away; on a leased one: the server is asked to interrupt it, unless it commits: that goes on.
  func perform(_ job: Job) async -> Outcome {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { post(.submit(Ticket(job: job, reply: .task($0)))) }
    } onCancel: {
      job.isCancelled.store(true, ordering: .releasing)
      post(.cancel(job))
    }
  }
}

extension Poller: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) { post(.run(UnownedJob(job))) }
}

/// Runs `body` on the thread that speaks with Postgres, so that neither a statement nor its answer
/// has to change threads, which takes longer than many a statement.
///
/// For tasks that do little else: whatever else they compute, every client of this process waits
/// for. Child tasks and actors without an executor of their own are taken along.
public func onPostgresThread<T>(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> T
) async rethrows -> T {
  try await withTaskExecutorPreference(Poller.running, operation: body)
}
