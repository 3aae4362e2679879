public import Configuration

/// How the HTTP server listens and what it bounds.
public struct ServerSettings: Sendable {
  public var host = "127.0.0.1"
  public var port = 8080
  /// The internal port for `/metrics` and `/livez`; `nil`: none.
  public var metricsPort: Int?
  /// Proxies whose `X-Forwarded-For` is believed.
  public var trustedProxies: [AddressRange] = []
  public var maxConnections = 2000
  public var maxRequestsInFlight = 512
  public var deadline: Duration = .seconds(10)
  /// How much memory photos may take that are being taken in; those being shown, a quarter of it.
  public var photoBytes = 128 * 1024 * 1024
  /// After this long without a byte of a request, its connection is closed.
  public var idleTimeout: Duration = .seconds(30)
  /// When the process is told to stop, what is under way may take so long.
  public var stopTimeout: Duration = .seconds(30)
  /// The address of the page on which visitors sign in; `nil`: pages have no visitors.
  public var signIn: String?

  public init() {}
}

extension ServerSettings {
  static let hostSetting = Setting("MCF_HOST", default: "127.0.0.1", "address to listen on")
  static let portSetting = Setting("MCF_PORT", default: "8080", "port to listen on")
  static let metricsPortSetting = Setting(
    "MCF_METRICS_PORT", default: "9090",
    "internal port for /metrics, /livez and the relay's /readyz; 0: none")
  static let proxiesSetting = Setting(
    "MCF_TRUSTED_PROXIES", default: "",
    "addresses or networks (10.0.0.0/8), with commas, of proxies whose X-Forwarded-For is believed")
  static let connectionsSetting = Setting(
    "MCF_MAX_CONNECTIONS", default: "2000", "connections accepted at once")
  static let requestsSetting = Setting(
    "MCF_MAX_REQUESTS", default: "512",
    "requests worked on at once, photos no more than a third each way; beyond: 503")
  static let deadlineSetting = Setting(
    "MCF_DEADLINE_SECONDS", default: "10",
    "how long a request may take; imports are exempt, a photo may come or go for three minutes")
  static let photoBytesSetting = Setting(
    "MCF_PHOTO_BYTES", default: "134217728",
    "memory for photos being taken in, three bytes for each sent, and a quarter of it for those shown;"
      + " beyond: they wait, then 503")
  static let idleSetting = Setting(
    "MCF_IDLE_SECONDS", default: "30", "after how long a silent connection is closed")
  static let stopSetting = Setting(
    "MCF_STOP_SECONDS", default: "30", "how long a stop of mcf serve waits for what is under way")
  static let signInSetting = Setting(
    "MCF_SIGN_IN_URL", default: "",
    "page on which people sign in: it sets the cookie mcf_session and goes to its ?return=")

  /// What a process reads that has nothing but the internal port.
  public static let internalSettings = [hostSetting, metricsPortSetting]

  public static let settings = [
    hostSetting, portSetting, metricsPortSetting, proxiesSetting, connectionsSetting,
    requestsSetting, deadlineSetting, photoBytesSetting, idleSetting, stopSetting, signInSetting,
  ]

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    host = try configuration.string(Self.hostSetting)
    port = try configuration.int(Self.portSetting, in: 0...65535)
    let metrics = try configuration.int(Self.metricsPortSetting, in: 0...65535)
    metricsPort = metrics == 0 ? nil : metrics
    trustedProxies = try AddressRange.list(configuration.string(Self.proxiesSetting))
    maxConnections = try configuration.int(Self.connectionsSetting, in: 1...1_000_000)
    maxRequestsInFlight = try configuration.int(Self.requestsSetting, in: 1...1_000_000)
    deadline = .seconds(try configuration.int(Self.deadlineSetting, in: 1...3600))
    photoBytes = try configuration.int(Self.photoBytesSetting, in: 33_554_432...1_099_511_627_776)
    idleTimeout = .seconds(try configuration.int(Self.idleSetting, in: 1...3600))
    stopTimeout = .seconds(try configuration.int(Self.stopSetting, in: 1...3600))
    signIn = try Self.signIn(configuration.string(Self.signInSetting))
  }

  private static func signIn(_ address: String) throws -> String? {
    guard !address.isEmpty else { return nil }
    guard ["http://", "https://", "/"].contains(where: { address.hasPrefix($0) }),
      address.utf8.allSatisfy({ (0x21...0x7e).contains($0) }), !address.contains("?")
    else { throw SettingError(signInSetting.name, "must be an address without a query") }
    return address
  }
}
