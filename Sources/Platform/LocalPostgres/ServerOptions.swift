/// How a local server is to run.
public struct ServerOptions: Sendable, Equatable {
  /// The server's `max_connections`.
  public var maxConnections: Int
  /// Whether commits survive a crash of the machine; off only for tests.
  public var fsync: Bool
  /// A TCP port on 127.0.0.1; nil: unix socket only.
  public var port: Int?
  /// Lines of `pg_hba.conf` that come before the ones for the socket (everybody in its private
  /// folder is trusted) and for the TCP port (passwords, by SCRAM).
  public var accessRules: [String]
  /// Further settings of `postgresql.conf`.
  public var settings: [String: String]

  public init(
    maxConnections: Int = 100, fsync: Bool = true, port: Int? = nil, accessRules: [String] = [],
    settings: [String: String] = [:]
  ) {
    self.maxConnections = maxConnections
    self.fsync = fsync
    self.port = port
    self.accessRules = accessRules
    self.settings = settings
  }

  /// The number in the socket's name when there is no TCP port to follow.
  static let socketPort = 5432

  /// `postgresql.conf`, in full.
  func configuration(socketFolder: String) -> String {
    var all = [
      "listen_addresses": port == nil ? "" : "127.0.0.1",
      "port": "\(port ?? Self.socketPort)",
      "unix_socket_directories": Self.listed(socketFolder),
      "max_connections": "\(maxConnections)",
      "timezone": "UTC",
      "log_timezone": "UTC",
      "lc_messages": "C",
      "password_encryption": "scram-sha-256",
    ]
    if !fsync {
      all.merge(["fsync": "off", "full_page_writes": "off"]) { $1 }
    }
    all.merge(settings) { $1 }
    return all.sorted { $0.key < $1.key }.map { "\($0.key) = \(Self.quoted($0.value))\n" }.joined()
  }

  /// As `postgresql.conf` writes a value.
  private static func quoted(_ value: String) -> String {
    "'\(value.escaped { $0 == "\\" || $0 == "'" ? $0 : nil })'"
  }

  /// As the only element of a value that is a list.
  private static func listed(_ path: String) -> String {
    "\"\(path.escaped { $0 == "\"" ? $0 : nil })\""
  }

  /// `pg_hba.conf`, in full.
  var access: String {
    let defaults = ["local all all trust"] + (port == nil ? [] : [Self.passwordRule])
    return (accessRules + defaults).joined(separator: "\n") + "\n"
  }

  private static let passwordRule = "host all all 127.0.0.1/32 scram-sha-256"
}
