public import Configuration

/// How the HTTP server listens and what it bounds.
public struct ServerSettings: Sendable {
  public var host = Setting.host.default
  public var port = Setting.port.default
  /// The internal port for `/metrics` and `/livez`; `nil`: none.
  public var metricsPort: Int?
  /// Proxies whose `X-Forwarded-For` is believed.
  public var trustedProxies = Setting.trustedProxies.default
  public var maxConnections = Setting.maxConnections.default
  public var maxRequestsInFlight = Setting.maxRequests.default
  public var deadline: Duration = .seconds(Setting.deadline.default)
  /// How much memory photos may take that are being taken in; those being shown, a quarter of it.
  public var photoBytes = Setting.photoBytes.default
  /// After this long without a byte of a request, its connection is closed.
  public var idleTimeout: Duration = .seconds(Setting.idleTimeout.default)
  /// When the process is told to stop, what is under way may take so long.
  public var stopTimeout: Duration = .seconds(Setting.stopTimeout.default)

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    host = try configuration[.host]
    port = try configuration[.port]
    let metrics = try configuration[.metricsPort]
    metricsPort = metrics == 0 ? nil : metrics
    trustedProxies = try configuration[.trustedProxies]
    maxConnections = try configuration[.maxConnections]
    maxRequestsInFlight = try configuration[.maxRequests]
    deadline = .seconds(try configuration[.deadline])
    photoBytes = try configuration[.photoBytes]
    idleTimeout = .seconds(try configuration[.idleTimeout])
    stopTimeout = .seconds(try configuration[.stopTimeout])
  }

  /// What a process reads that has nothing but the internal port.
  public static let internalSettings: [any DescribedSetting] = [Setting.host, Setting.metricsPort]

  /// What a process reads that strangers reach; where it listens is its service's to say.
  public static let publicSettings: [any DescribedSetting] = [
    Setting.host, Setting.metricsPort, Setting.trustedProxies, Setting.maxConnections,
    Setting.deadline, Setting.photoBytes, Setting.stopTimeout,
  ]

  public static let settings: [any DescribedSetting] = [
    Setting.host, Setting.port, Setting.metricsPort, Setting.trustedProxies,
    Setting.maxConnections, Setting.maxRequests, Setting.deadline, Setting.photoBytes,
    Setting.idleTimeout, Setting.stopTimeout,
  ]
}
