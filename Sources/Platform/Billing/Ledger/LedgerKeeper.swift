public import Contracts
import FoundationEssentials
public import Logging
import Metrics
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Seals a ledger while its service runs, when something is new, and goes through it by itself: what
/// is new once a day, all of it once a week.
///
/// Whoever changes what is older than the last seal is contradicted by it.
public struct LedgerKeeper: Service {
  public static let metrics: [any DescribedMetric] = [entries, verifications, verified, faults]

  static let entries = Metric<Counter>(
    "mcf_ledger_entries_total", by: "side", "kind",
    meaning: "entries of the ledger, counted as they are sealed, whoever posted them")
  static let verifications = Metric<Counter>(
    "mcf_ledger_verifications_total", by: "side", "outcome",
    meaning: "times that the service went through the ledger: in_order, altered")
  private static let verified = Metric<Gauge>(
    "mcf_ledger_verified_timestamp_seconds", by: "side",
    meaning: "when somebody last went through the ledger of this side")
  private static let faults = Metric<Gauge>(
    "mcf_ledger_faults", by: "side", meaning: "what was not in order then; 0 is good")

  private let ledger: Ledger
  private let event: any LedgerSealed.Type
  private let side: String
  private let settings: LedgerSettings
  private let clock: Clock
  private let logger: Logger

  /// - Parameters:
  ///   - event: as which signed seals are published.
  ///   - side: as the metrics name whose money it is.
  public init(
    _ ledger: Ledger, telling event: any LedgerSealed.Type, side: String,
    _ settings: LedgerSettings, clock: Clock, logger: Logger
  ) {
    self.ledger = ledger
    self.event = event
    self.side = side
    self.settings = settings
    self.clock = clock
    self.logger = logger
  }

  public func run() async {
    await cancelWhenGracefulShutdown {
      repeat {
        await TraceContext.$current.withValue(.root) { await turn() }
      } while (try? await Task.sleep(for: settings.turn)) != nil
    }
  }

  /// What is not done now is done at the next turn. One that fails keeps none of the others.
  func turn() async {
    await doing("sealed") {
      guard let seal = try await ledger.seal(at: clock.now()) else { return }
      for (kind, count) in try await ledger.entries(under: seal) {
        Self.entries([("side", side), ("kind", kind)]).increment(by: count)
      }
    }
    if let key = settings.key {
      await doing("signed") {
        try await ledger.sign(with: key, telling: event, at: clock.now())
      }
    }
    await doing("verified") {
      let (last, isNew) = try await ledger.verifyWhenDue(keys: settings.keys, at: clock.now())
      guard let last else { return }
      if isNew {
        let outcome = last.faults == 0 ? "in_order" : "altered"
        Self.verifications([("side", side), ("outcome", outcome)]).increment()
      }
      Self.verified([("side", side)]).record(last.at.timeIntervalSince1970)
      Self.faults([("side", side)]).record(last.faults)
      if last.faults > 0 {
        logger.critical("the ledger is not in order", metadata: ["faults": "\(last.faults)"])
      }
    }
  }

  private func doing(_ what: String, _ body: () async throws -> Void) async {
    do {
      try await body()
    } catch {
      logger.error("the ledger is not \(what)", metadata: ["cause": "\(error)"])
    }
  }
}
