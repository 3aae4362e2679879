/// `roles.sql`, of which psql's `\connect NAME` and `\gexec` are understood.
struct ClusterScript: Equatable {
  enum Step: Equatable {
    case run(String)
    /// Each row's text is a statement to run, outside a transaction.
    case runRows(of: String)
  }

  /// What runs in one database.
  struct Part: Equatable {
    /// nil: the one that the script is begun in.
    let database: String?
    var steps: [Step] = []
  }

  let parts: [Part]

  /// - Throws: for a backslash command that is none of these two. The query of a `\gexec` is the
  ///   paragraph before it.
  init(_ text: String, path: String = "roles.sql") throws {
    var (parts, part) = ([Part](), Part(database: nil))
    var lines: [Substring] = []
    func flush() {
      let sql = lines.joined(separator: "\n")
      let isEmpty = lines.allSatisfy { $0.isEmpty || $0.hasPrefix("--") }
      if !isEmpty { part.steps.append(.run(sql)) }
      lines = []
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("\\") else {
        lines.append(line)
        continue
      }
      if line.hasPrefix("\\connect ") {
        flush()
        parts.append(part)
        part = Part(database: String(line.dropFirst("\\connect ".count)))
      } else if line == "\\gexec" {
        let start = (lines.lastIndex(of: "") ?? -1) + 1
        let query = lines[start...].joined(separator: "\n")
        lines.removeSubrange(start...)
        flush()
        part.steps.append(.runRows(of: query))
      } else {
        throw MigrationError(.malformedFile, path, "\(line) is not understood here")
      }
    }
    flush()
    self.parts = parts + [part]
  }
}
