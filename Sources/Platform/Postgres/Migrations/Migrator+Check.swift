extension Migrator {
  /// Reads all files of a folder `sql` and runs none.
  ///
  /// - Returns: how many there are.
  /// - Throws: `MigrationError` for a file that is missing or malformed.
  public static func check(_ folder: String) throws -> Int {
    let sequences = try Set(ClusterLayout(folder).schemas.flatMap(\.sequences))
    return try sequences.reduce(0) { count, sequence in
      try count + MigrationFile.all(of: sequence, in: folder).count
    }
  }
}
