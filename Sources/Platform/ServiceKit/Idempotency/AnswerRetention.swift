import Contracts
import FoundationEssentials
public import Logging
public import Postgres
public import ServiceLifecycle

/// Deletes answers older than a day every ten minutes.
public struct AnswerRetention: Service {
  private let database: PostgresClient
  private let clock: Clock
  private let logger: Logger

  private static let pause: Duration = .seconds(600)

  public init(_ database: PostgresClient, clock: Clock = .system, logger: Logger) {
    self.database = database
    self.clock = clock
    self.logger = logger
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.pause * Double.random(in: 0.8...1.2))
        guard !Task.isCancelled else { return }
        do {
          try await TraceContext.$current.withValue(.root) { try await forget() }
        } catch {
          logger.warning("old answers cannot be deleted", metadata: ["cause": "\(error)"])
        }
      }
    }
  }

  /// Deletes in small transactions until nothing old is left.
  func forget() async throws {
    let limit = clock.now().addingTimeInterval(-IdempotencyStatements.retention)
    try await untilNotFull(ForgetAnswers.most) {
      try await database.execute(ForgetAnswers(before: limit)).count
    }
  }
}
