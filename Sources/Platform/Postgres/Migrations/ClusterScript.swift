/// `roles.sql`, of which psql's `\connect NAME` and `\gexec` are understood.
struct ClusterScript: Equatable {
  enum Step: Equatable {
    /// The following steps run in this database.
    case connect(String)
    case run(String)
    /// Each row's text is a statement to run, outside a transaction.
    case runRows(of: String)
  }

  let steps: [Step]

  /// - Throws: for a backslash command that is none of these two. The query of a `\gexec` is the
  ///   paragraph before it.
  init(_ text: String, path: String = "roles.sql") throws {
    var steps: [Step] = []
    var lines: [Substring] = []
    func flush() {
      let sql = lines.joined(separator: "\n")
      if lines.contains(where: { !$0.isEmpty && !$0.hasPrefix("--") }) { steps.append(.run(sql)) }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("\\") else {
        lines.append(line)
        continue
      }
      if line.hasPrefix("\\connect ") {
        flush()
        steps.append(.connect(String(line.dropFirst("\\connect ".count))))
      } else if line == "\\gexec" {
        let start = (lines.lastIndex(of: "") ?? -1) + 1
        let query = lines[start...].joined(separator: "\n")
        lines.removeSubrange(start...)
        flush()
        steps.append(.runRows(of: query))
      } else {
        throw MigrationError(.malformedFile, path, "\(line) is not understood here")
      }
    }
    flush()
    self.steps = steps
  }
}
