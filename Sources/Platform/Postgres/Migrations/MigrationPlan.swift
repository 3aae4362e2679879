/// What is to be done, decided from the files and from what was applied.
struct MigrationPlan: Equatable {
  /// A file with the digest of its text.
  struct Step: Equatable {
    let file: MigrationFile
    let checksum: String
  }

  let steps: [Step]

  /// - Parameters:
  ///   - files: of one sequence.
  ///   - applied: checksums by ``MigrationFile/record``, of that sequence. Those without a file are a
  ///     later version's, beside which this one may run, or an earlier one's: no number is late
  ///     because of them.
  /// - Throws: when an applied file has changed, or a new one comes before an applied one.
  init(files: [Step], applied: [String: String]) throws {
    let last = files.filter { applied[$0.file.record] != nil }.compactMap(\.file.number).max() ?? -1
    steps = try files.filter { step in
      guard let number = step.file.number else {
        return applied[step.file.record] != step.checksum
      }
      guard let known = applied[step.file.record] else {
        if number > last { return true }
        throw MigrationError(
          .lateFile, step.file.path,
          "comes before a file that is applied already; give it a number above \(last)")
      }
      if known == step.checksum { return false }
      throw MigrationError(
        .changedFile, step.file.path,
        "was applied and has been changed since; restore it, and make the change in a new file")
    }
  }
}
