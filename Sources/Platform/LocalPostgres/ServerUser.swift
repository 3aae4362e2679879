import FoundationEssentials
import Glibc

/// Whom the server runs as: the present user, or `postgres` when that is root, since Postgres
/// refuses to run as root.
struct ServerUser {
  let id: uid_t
  let group: gid_t
  /// Whether commands must drop to this user.
  let differsFromPresent: Bool

  static func find() throws -> ServerUser {
    guard geteuid() == 0 else {
      return ServerUser(id: geteuid(), group: getegid(), differsFromPresent: false)
    }
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r("postgres", &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      throw LocalPostgresError(
        .missingUser,
        """
        Postgres does not run as root, and there is no user postgres to run it as. \
        On Debian: apt-get install postgresql
        """)
    }
    return ServerUser(id: entry.pw_uid, group: entry.pw_gid, differsFromPresent: true)
  }

  /// Makes a folder that is this user's alone; leaves one that is there as it is.
  ///
  /// - Returns: whether it was made.
  @discardableResult
  func makePrivateFolder(_ path: String) throws -> Bool {
    if mkdir(path, 0o700) != 0 {
      guard errno == EEXIST else { throw fileSystemError("cannot make folder \(path)") }
      return false
    }
    if differsFromPresent, lchown(path, id, group) != 0 {
      throw fileSystemError("cannot give folder \(path) to the user postgres")
    }
    return true
  }

  /// The folder on the way to `path` that this user may not enter.
  func barrier(onTheWayTo path: String) -> String? {
    var folder = ""
    for name in path.split(separator: "/") {
      folder += "/\(name)"
      var info = stat()
      guard stat(folder, &info) == 0 else { return folder }
      let bit: mode_t = info.st_uid == id ? 0o100 : info.st_gid == group ? 0o010 : 0o001
      if info.st_mode & bit == 0 { return folder }
    }
    return nil
  }
}

/// `what`, with what the system says about it.
func fileSystemError(_ what: String) -> LocalPostgresError {
  LocalPostgresError(.fileSystem, "\(what): \(String(cString: strerror(errno)))")
}
