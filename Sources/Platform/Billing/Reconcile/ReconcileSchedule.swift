import Contracts
public import Logging
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Holds providers' lists against the books once a day, at a time of business day.
public struct ReconcileSchedule: Service {
  private let database: PostgresClient
  private let adapters: [any MoneyAdapter]
  private let time: String
  private let zone: String
  private let clock: Clock
  private let logger: Logger

  private static let interval = Duration.seconds(60)

  /// - Parameter database: as the service's application role.
  public init(
    _ database: PostgresClient, of adapters: [any MoneyAdapter], _ settings: BillingSettings,
    clock: Clock, logger: Logger
  ) {
    self.database = database
    self.adapters = adapters
    time = settings.reconcileAt
    zone = settings.timeZone
    self.clock = clock
    self.logger = logger
  }

  public func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      for adapter in adapters {
        await TraceContext.$current.withValue(.root) { await turn(adapter) }
      }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  /// What fails now is done again some minutes later.
  func turn(_ adapter: any MoneyAdapter) async {
    let name = type(of: adapter).name
    do {
      let claim = ClaimReconciliation(adapter: name, now: clock.now(), time: time, zone: zone)
      guard try await database.execute(claim).first != nil else { return }
      let outcome = try await Reconciliation(database, adapter, clock: clock).run()
      logger.info(
        "reconciled",
        metadata: [
          "adapter": "\(name)", "payments": "\(outcome.read)", "news": "\(outcome.news)",
        ])
    } catch {
      logger.error(
        "payments are not reconciled", metadata: ["adapter": "\(name)", "cause": "\(error)"])
    }
  }
}
