import FoundationEssentials
import Glibc

/// The private folder of the server's unix socket: who can enter it can be any role, so nobody
/// else may.
enum SocketFolder {
  /// `sockaddr_un.sun_path` on Linux without its closing NUL (unix(7)).
  private static let longestPath = 107
  private static let longestSocketName = "/.s.PGSQL.65535".utf8.count

  /// Makes the folder beside the data, or, where that path does not do for a socket, under
  /// `$XDG_RUNTIME_DIR` or `/tmp`, named after the data folder so that it is found again.
  static func make(for folder: String, user: ServerUser, runtimeFolder: String?) throws -> String {
    let path = place(for: folder, user: user, runtimeFolder: runtimeFolder)
    try user.makePrivateFolder(path)
    var info = stat()
    // lstat: a symbolic link that somebody left under /tmp leads to a folder of theirs.
    guard
      lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR, info.st_uid == user.id,
      info.st_mode & 0o077 == 0
    else {
      throw LocalPostgresError(
        .unsafeSocketFolder,
        "\(path) is not a folder that only the server's user can enter; remove it and try again")
    }
    return path
  }

  private static func place(for folder: String, user: ServerUser, runtimeFolder: String?) -> String
  {
    let beside = "\(folder)/run"
    if fits(beside) { return beside }
    let name = "mcf-\(user.id)-\(String(fnv1a(folder), radix: 16))"
    // root's runtime folder is closed to the user postgres.
    if let runtimeFolder, !user.differsFromPresent, fits("\(runtimeFolder)/\(name)"),
      access(runtimeFolder, W_OK | X_OK) == 0
    {
      return "\(runtimeFolder)/\(name)"
    }
    return "/tmp/\(name)"
  }

  /// Whether a socket's path may be so long, and libpq can say it: a comma ends a host there.
  private static func fits(_ path: String) -> Bool {
    path.utf8.count + longestSocketName <= longestPath && !path.contains(",")
  }

  /// FNV-1a, 64 bits: the same name in every process, which `Hasher` does not give.
  private static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
