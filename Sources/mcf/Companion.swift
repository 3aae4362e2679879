import FoundationEssentials

/// What travels beside the executable: the migrations in `sql`, and the alarms' rules.
enum Companion {
  /// Looks beside the executable and then in the folders above it, so that `.build/debug/mcf`
  /// finds the repository's.
  static func find(_ path: String) throws -> String {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = URL(filePath: executable).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: path).path
      if FileManager.default.fileExists(atPath: candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    throw Failure(
      .file, "there is no \(path) beside \(executable); copy it from the repository")
  }
}
