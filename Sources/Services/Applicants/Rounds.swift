import Contracts
import Logging
import ServiceLifecycle

/// Does the same again and again, as long as the process runs. What fails is logged, and tried again
/// the next time.
struct Rounds: Service {
  /// As the log has it.
  let name: String
  /// How long to rest between two.
  let interval: Duration
  let logger: Logger
  let round: @Sendable () async throws -> Void

  init(
    _ name: String, every interval: Duration, logger: Logger,
    _ round: @escaping @Sendable () async throws -> Void
  ) {
    self.name = name
    self.interval = interval
    self.logger = logger
    self.round = round
  }

  func run() async {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await turn()
        try? await Task.sleep(for: interval)
      }
    }
  }

  private func turn() async {
    do {
      try await TraceContext.$current.withValue(.root) { try await round() }
    } catch {
      if Task.isCancelled { return }
      logger.warning("a round failed", metadata: ["round": "\(name)", "cause": "\(error)"])
    }
  }
}
