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
    case ring(PoolID)
    indirect case connected(Connector.Request, Result<LibPQHandle, PostgresError>)
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

  /// Has `job` done and waits for the outcome. When the task is cancelled, what happens depends on
  /// where the job is: not sent yet: nothing; on a shared connection: its answer is thrown away;
  /// on a leased one: the server is asked to cancel it, and its answer is awaited.
  func perform(_ job: Job) async -> Outcome {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { post(.submit(Ticket(job: job, reply: .task($0)))) }
    } onCancel: {
      job.isCancelled.store(true, ordering: .releasing)
      post(.cancel(job))
    }
  }

  /// Has `job` done even when the task is cancelled.
  func performUncancellably(_ job: Job) async -> Outcome {
    await withUnsafeContinuation { post(.submit(Ticket(job: job, reply: .task($0)))) }
  }
}
