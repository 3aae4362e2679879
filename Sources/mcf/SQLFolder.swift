import FoundationEssentials

/// Where the migrations are: `sql` travels beside the executable.
enum SQLFolder {
  /// Looks beside the executable and then in the folders above it, so that `.build/debug/mcf`
  /// finds the repository's.
  static func find() throws -> String {
    let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    var folder = URL(filePath: executable).deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "sql")
      let script = candidate.appending(path: "cluster/schema.sql")
      if FileManager.default.fileExists(atPath: script.path) { return candidate.path }
      folder.deleteLastPathComponent()
    }
    throw Failure(
      .file, "there is no folder sql beside \(executable); copy it from the repository")
  }
}
