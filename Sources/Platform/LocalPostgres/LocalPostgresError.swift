/// Why a local server could not be had; its description tells a newcomer what to do.
public struct LocalPostgresError: Error, CustomStringConvertible, Sendable {
  /// What went wrong, for code that decides by it.
  public struct Code: Hashable, Sendable {
    private enum Value: Hashable, Sendable {
      case missingBinaries, missingUser, unreachableFolder, folderInUse, unsafeSocketFolder
      case fileSystem, commandFailed, notReady, stillRunning
    }
    private let value: Value

    /// No PostgreSQL is installed, or not the version that the folder was made by.
    public static let missingBinaries = Code(value: .missingBinaries)
    /// Running as root without a user `postgres` to drop to.
    public static let missingUser = Code(value: .missingUser)
    /// The server's user cannot enter the folder.
    public static let unreachableFolder = Code(value: .unreachableFolder)
    /// A living process holds the folder.
    public static let folderInUse = Code(value: .folderInUse)
    /// The socket folder exists and is somebody else's or open to others.
    public static let unsafeSocketFolder = Code(value: .unsafeSocketFolder)
    public static let fileSystem = Code(value: .fileSystem)
    /// `initdb` or `pg_ctl` failed; the description carries what it said.
    public static let commandFailed = Code(value: .commandFailed)
    /// A running server did not become ready in time.
    public static let notReady = Code(value: .notReady)
    /// A server was told to stop and did not in time.
    public static let stillRunning = Code(value: .stillRunning)
  }

  public let code: Code
  public let description: String

  /// Whether a server runs on.
  public var leavesServer: Bool { code == .notReady || code == .stillRunning }

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
