import FoundationEssentials

// What a start needs of the machine, looked at without starting or making anything.
extension LocalPostgres {
  /// The folder of the server programs that ``start(in:options:environment:)`` would use.
  ///
  /// - Throws: ``LocalPostgresError`` with advice when there is none.
  public static func programs(environment: [String: String]? = nil) throws -> String {
    let environment = environment ?? ProcessInfo.processInfo.environment
    return try PostgresBinaries.find(version: nil, path: environment["PATH"]).folder
  }

  /// Checks that the server has a user to run as, who can enter the part of `path` that is there.
  ///
  /// - Throws: ``LocalPostgresError`` with advice.
  public static func checkUser(canEnter path: String) throws {
    let user = try ServerUser.find()
    var present = URL(filePath: path)
    while !FileManager.default.fileExists(atPath: present.path), present.path != "/" {
      present.deleteLastPathComponent()
    }
    if let barrier = user.barrier(onTheWayTo: present.path) {
      throw unreachable(path, behind: barrier)
    }
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
