/// What became of the entries of one batch.
public struct ImportCounts: Sendable, Hashable {
  public var created: Int
  public var changed: Int
  /// Were as the line says already.
  public var unchanged: Int

  public init(created: Int = 0, changed: Int = 0, unchanged: Int = 0) {
    self.created = created
    self.changed = changed
    self.unchanged = unchanged
  }

  static func += (sum: inout ImportCounts, more: ImportCounts) {
    sum.created += more.created
    sum.changed += more.changed
    sum.unchanged += more.unchanged
  }
}

/// What an import answers: how many lines there were, what became of them, and the bad ones.
public struct ImportReport: Sendable, Hashable {
  /// A line that was not taken, with every mistake in it.
  public struct BadLine: Sendable, Hashable {
    public var line: Int
    public var errors: [Mistake]
  }

  /// Lines that are not blank.
  public internal(set) var lines = 0
  public internal(set) var counts = ImportCounts()
  public internal(set) var rejected = 0
  /// The first of the rejected lines, as many as an answer lists.
  public internal(set) var badLines: [BadLine] = []
}

extension ImportReport: JSONWritable {
  /// The report's members, also in a problem document that tells how far an import came.
  var members: [JSONValue.Member] {
    [
      .init("lines", .number("\(lines)")),
      .init("created", .number("\(counts.created)")),
      .init("changed", .number("\(counts.changed)")),
      .init("unchanged", .number("\(counts.unchanged)")),
      .init("rejected", .number("\(rejected)")),
      .init("bad_lines", .array(badLines.map(\.json))),
      .init("bad_lines_left_out", .number("\(rejected - badLines.count)")),
    ]
  }

  public func write(to writer: inout JSONWriter) {
    JSONValue.object(members).write(to: &writer)
  }
}

extension ImportReport.BadLine {
  var json: JSONValue {
    let errors = errors.map { mistake in
      JSONValue.object([
        .init("pointer", .string(mistake.pointer)), .init("reason", .string(mistake.reason.text)),
      ])
    }
    return .object([.init("line", .number("\(line)")), .init("errors", .array(errors))])
  }
}
