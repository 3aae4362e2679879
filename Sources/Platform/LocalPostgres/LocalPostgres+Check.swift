import FoundationEssentials
import Glibc

// What a start needs of the machine, tried without leaving anything behind.
extension LocalPostgres {
  /// Runs the server programs that ``start(in:options:environment:)`` would use for a folder.
  ///
  /// - Parameter folder: may be missing; a data folder in it asks for the version that made it.
  /// - Returns: their version and where they are.
  /// - Throws: ``LocalPostgresError`` with advice when there are none, or one does not run.
  public static func tryPrograms(
    for folder: String, environment: [String: String]? = nil
  ) async throws -> String {
    let environment = environment ?? ProcessInfo.processInfo.environment
    let binaries = try PostgresBinaries.find(
      version: madeByVersion("\(folder)/data"), path: environment["PATH"])
    let command = ServerCommand(binaries: binaries, user: try ServerUser.find(), data: "/")
    for program in ["initdb", "pg_ctl"] { try await command.run(program, ["--version"]) }
    let version = try await command.run("postgres", ["--version"])
    return "\(version) in \(binaries.folder)"
  }

  /// Makes a folder at `path`, or below the part of it that is there, as the server's user would
  /// have it, and removes it again.
  ///
  /// - Throws: ``LocalPostgresError`` with advice.
  public static func tryFolder(_ path: String) throws {
    try checkUser(canEnter: path)
    let trial = "\(presentPart(of: path))/mcf-doctor-\(getpid())"
    try ServerUser.find().makePrivateFolder(trial)
    guard rmdir(trial) == 0 else { throw fileSystemError("cannot remove folder \(trial)") }
  }

  /// Checks that the server has a user to run as, who can enter the part of `path` that is there.
  ///
  /// - Throws: ``LocalPostgresError`` with advice.
  public static func checkUser(canEnter path: String) throws {
    let user = try ServerUser.find()
    if let barrier = user.barrier(onTheWayTo: presentPart(of: path)) {
      throw unreachable(path, behind: barrier)
    }
  }

  /// The path, without the folders at its end that are not there yet.
  private static func presentPart(of path: String) -> String {
    var present = URL(filePath: path)
    while !FileManager.default.fileExists(atPath: present.path), present.path != "/" {
      present.deleteLastPathComponent()
    }
    return present.path
  }

  static func unreachable(_ folder: String, behind barrier: String) -> LocalPostgresError {
    LocalPostgresError(
      .unreachableFolder,
      """
      the server cannot run in \(folder), since its user may not enter \(barrier); choose a \
      folder that everybody can reach, such as /var/lib/mcf
      """)
  }
}
