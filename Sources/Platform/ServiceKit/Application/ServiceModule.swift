public import Contracts
import FoundationEssentials
public import Postgres
public import ServiceLifecycle

/// One service as the executable sees it.
public protocol ServiceModule: Sendable {
  /// The service's name in paths and `mcf serve NAME`; it may have hyphens.
  static var name: String { get }
  /// Who may know that it exists.
  static var audience: Audience { get }
  /// The schema whose tables it works on: the one of its name, without hyphens, unless it shares
  /// another's.
  static var schema: String { get }
  /// Its part of its OpenAPI 3.0 document, as YAML: title, paths and the components that are its own.
  /// It may refer to those in `Documents/shared.yaml`; see ``OpenAPIDocument``.
  static var openAPI: String { get }
  /// Every statement of its own, for the test that explains each as the application role.
  static var statements: [any Statement.Type] { get }
  /// The events that it appends to its outbox.
  static var publishes: [any EventPayload.Type] { get }
  /// What it does with the events of other services.
  static var handlers: [EventHandling<Self>] { get }
  /// The pages that every page's header leads to, in whatever process they are; those of a service
  /// with an audience of its own, from its own pages only.
  ///
  /// - Throws: `PageDefect` for texts that cannot be used.
  static func pageLinks() throws -> [PageLink]
  /// How it publishes again what it has, for consumers that start late.
  static var backfills: [Backfill] { get }
  /// The configuration it reads.
  static var settings: [any DescribedSetting] { get }
  /// What it counts and shows beside what all services do.
  static var metrics: [any DescribedMetric] { get }

  /// The database that `/readyz` asks and in which idempotency and the key set live.
  var database: PostgresClient { get }
  /// What it does not do for now as it is set, although it is ready: `/readyz` says so, of services
  /// that everybody may know of.
  var omissions: [String] { get }
  /// What runs beside the HTTP server, its consumer of events, and what all services have.
  var backgroundServices: [any Service] { get }
  /// Who a verified caller is to this service; asked before each of its routes.
  ///
  /// A token is good until it expires, whatever has become of its bearer: a service that knows
  /// better takes roles away here. Those that take `manager.changed` or `worker.changed` do so by
  /// themselves.
  /// - Throws: a problem, which is the answer wherever a caller is required.
  func admit(_ caller: Caller) async throws -> Caller
  /// - Throws: `PageDefect` for pages that cannot be used.
  func addRoutes(to router: ServiceRouter) throws
}

extension ServiceModule {
  public static var audience: Audience { .everybody }
  public static var publishes: [any EventPayload.Type] { [] }
  public static var schema: String { name.replacing("-", with: "_") }
  public static var handlers: [EventHandling<Self>] { [] }
  public static func pageLinks() throws -> [PageLink] { [] }
  public static var backfills: [Backfill] { [] }
  public static var settings: [any DescribedSetting] { [] }
  public static var metrics: [any DescribedMetric] { [] }
  public var omissions: [String] { [] }
  public var backgroundServices: [any Service] { [] }
}

/// A service that a process makes by itself, reading its own settings.
public protocol DeployedService: ServiceModule {
  /// - Throws: `SettingError` for a setting that cannot be used.
  init(_ parts: ServiceParts) throws
}
