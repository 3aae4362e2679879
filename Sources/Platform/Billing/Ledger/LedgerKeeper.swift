public import Contracts
import FoundationEssentials
public import Logging
import Metrics
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Seals a ledger while its service runs, when something is new, signs what is sealed within a minute,
/// and goes through it by itself: what is new once a day, all of it once a week.
///
/// Whoever changes what is older than the last seal is contradicted by it.
public struct LedgerKeeper: Service {
  public static let metrics: [any DescribedMetric] = [entries, verifications, verified, faults]

  static let entries = Metric<Counter>(
    "mcf_ledger_entries_total", by: "side", "kind",
    meaning:
      "entries of the ledger, as they are sealed, whoever posts them; each replica counts all")
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
      var (next, seen): (ContinuousClock.Instant, Int64?) = (.now, nil)
      var counted: Int64?
      repeat {
        await TraceContext.$current.withValue(.root) {
          await countWhatIsNew(since: &counted)
          if ContinuousClock.now >= next {
            next = .now + settings.turn
            await turn()
          }
          await signWhatIsNew(since: &seen)
        }
      } while (try? await Task.sleep(for: settings.look)) != nil
    }
  }

  /// Counts what was sealed, by whomever.
  ///
  /// - Parameter counted: up to which seal; nil: what is there is of before our time.
  func countWhatIsNew(since counted: inout Int64?) async {
    let before = counted
    await doing("counted") {
      let last = try await ledger.lastSeal() ?? 0
      if let before, before < last {
        for (kind, count) in try await ledger.entries(after: before, upTo: last) {
          Self.entries([("side", side), ("kind", kind)]).increment(by: count)
        }
      }
      counted = last
    }
  }

  /// Signs what somebody else has sealed, such as a run of the batch, who may have no key. What is not
  /// vouched for is gone through anew at the next turn, not at each look.
  ///
  /// - Parameter seen: the last seal that was looked at.
  func signWhatIsNew(since seen: inout Int64?) async {
    guard settings.key != nil else { return }
    var last: Int64?
    await doing("signed") { last = try await ledger.lastSeal() }
    guard let last, last != seen else { return }
    seen = last
    await sign()
  }

  /// What is not done now is done at the next turn. One that fails keeps none of the others.
  func turn() async {
    await doing("sealed") { try await ledger.seal(at: clock.now()) }
    await sign()
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

  private func sign() async {
    guard let key = settings.key else { return }
    await doing("signed") {
      try await ledger.sign(with: key, telling: event, at: clock.now())
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
