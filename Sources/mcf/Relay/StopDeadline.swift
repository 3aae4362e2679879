import Glibc
import Logging
import ServiceKit
import ServiceLifecycle

/// Ends the process soon after it was told to stop, although a database that hangs keeps it.
///
/// A relay may end at any moment: what it carries is delivered in full or not at all, and what it
/// knows is stored. Listed last, it hears of the stop first.
struct StopDeadline: Service {
  let duration: Duration
  let logger: Logger

  func run() async throws {
    try? await gracefulShutdown()
    Task.detached { [self] in
      try? await Task.sleep(for: duration)
      logger.warning("a database does not answer; stopping without it")
      // The log's reader may hang, too.
      Task.detached {
        try? await Task.sleep(for: .milliseconds(200))
        exit()
      }
      await LogOutput.standardError.flush()
      exit()
    }
  }

  private func exit() -> Never { _exit(Exit.ok.rawValue) }
}
