import FoundationEssentials

/// Where the migrations are.
enum SQLFolder {
  /// - Throws: a failure if they are not beside the executable.
  static func find() throws -> String {
    // By a file in it: some other folder may be called sql.
    let script = URL(filePath: try Companion.find("sql/cluster/schema.sql"))
    return script.deletingLastPathComponent().deletingLastPathComponent().path
  }
}
