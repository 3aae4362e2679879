import Billing
import Contracts
import Logging
import ServiceLifecycle
import UnixSignals

/// Work that ctrl-C and SIGTERM tell to stop, and which then ends by itself.
struct BillingJob {
  let logger: Logger

  /// - Returns: what `work` does.
  /// - Throws: what `work` throws.
  func `do`(_ work: @escaping @Sendable () async throws -> Bool) async throws -> Bool {
    let (answers, answer) = AsyncStream.makeStream(of: Bool.self)
    let task = StoppableTask { answer.yield(try await work()) }
    var group = ServiceGroupConfiguration(
      services: [.init(service: task, successTerminationBehavior: .gracefullyShutdownGroup)],
      gracefulShutdownSignals: [.sigint, .sigterm], logger: logger)
    // Two at once are somebody who means it.
    group.cancellationSignals = []
    try await ServiceGroup(configuration: group).run()
    answer.finish()
    for await isWhole in answers { return isWhole }
    throw Failure(.busy, "told to stop before anything was done")
  }
}

private struct StoppableTask: Service {
  let work: @Sendable () async throws -> Void
  func run() async throws { try await work() }
}
