import FoundationEssentials
import Logging
import Metrics
import Postgres

/// Rotates one outbox or inbox whenever its ring has moved on, and until it has worked.
struct RotationLoop: Sendable {
  let rotation: Rotation
  let windows: Turn
  let logger: Logger
  let isOverdue: Gauge

  init(_ rotation: Rotation, windows: Turn, logger: Logger) {
    self.rotation = rotation
    self.windows = windows
    var logger = logger
    let kind = rotation.kind == .outbox ? "outbox" : "inbox"
    logger[metadataKey: kind] = "\(rotation.schema)"
    self.logger = logger
    isOverdue = Self.overdue([("table", kind), ("service", rotation.schema)])
  }

  static let overdue = Metric<Gauge>(
    "mcf_rotation_overdue", by: "table", "service",
    meaning: "1 while the oldest table of an outbox or inbox cannot be emptied")

  /// Runs until the task is cancelled.
  func run() async {
    var lastReason: String?
    while !Task.isCancelled {
      let (outcome, reason) = await attempt()
      isOverdue.record(reason == nil ? 0 : 1)
      // Said once, not at each of the attempts that follow.
      if let reason, reason != lastReason, !Task.isCancelled {
        logger.warning("no rotation for now", metadata: ["reason": "\(reason)"])
      }
      lastReason = reason
      try? await Task.sleep(for: pause(after: outcome))
    }
  }

  private func pause(after outcome: Rotation.Outcome?) -> Duration {
    switch outcome {
    case .wasEmpty, .truncated: untilNextChild()
    // Most who read are gone at once.
    case .isLocked: .seconds(.random(in: 1..<3))
    case .isNeeded, .isYoung, nil: .seconds(.random(in: 20..<40))
    }
  }

  /// - Returns: nil if it failed; and what has kept it from rotating.
  private func attempt() async -> (Rotation.Outcome?, reason: String?) {
    do {
      // Not against a window of our own, which reads all children.
      let outcome = try await windows.take {
        try await rotation.rotate(after: rotation.current())
      }
      if outcome == .truncated { logger.info("rotated") }
      return (outcome, outcome.obstacle)
    } catch {
      return (nil, (error as? PostgresError)?.detail ?? "\(error)")
    }
  }

  /// Children begin at multiples of days and half weeks since 1970, UTC; a while later will do.
  private func untilNextChild() -> Duration {
    let length = rotation.kind == .outbox ? 86_400.0 : 302_400.0
    let elapsed = Date().timeIntervalSince1970.truncatingRemainder(dividingBy: length)
    return .seconds(length - elapsed + .random(in: 1..<120))
  }
}

extension Rotation.Outcome {
  /// What has kept the table from being emptied.
  fileprivate var obstacle: String? {
    switch self {
    case .wasEmpty, .truncated: nil
    case .isLocked: "somebody reads or writes the oldest table"
    case .isNeeded: "somebody still needs the oldest table's events"
    case .isYoung: "the oldest table's events say that they are young: a clock is or was wrong"
    }
  }
}
