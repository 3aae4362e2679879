import Logging
import Postgres
import ServiceLifecycle

/// Tells all processes that packages have changed, after the change is committed and on a
/// connection of its own: inside the transaction a NOTIFY would make commits wait for each other.
/// However often it is rung meanwhile, it notifies at most once a millisecond.
final class ChangeBell: Service {
  private let database: PostgresClient
  private let logger: Logger
  private let rings = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private static let pause: Duration = .milliseconds(1)

  init(database: PostgresClient, logger: Logger) {
    self.database = database
    self.logger = logger
  }

  func ring() {
    if database.configuration.notifies { rings.continuation.yield() }
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.rings.stream {
        do {
          try await self.database.execute(RingChanges())
        } catch {
          // Those who follow look by themselves once a second.
          self.logger.debug("not rung", metadata: ["error": "\(error)"])
        }
        try? await Task.sleep(for: Self.pause)
      }
    }
  }
}
