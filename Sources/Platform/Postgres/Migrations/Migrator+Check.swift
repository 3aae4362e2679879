extension Migrator {
  /// Reads all files of a folder `sql`, with what they include, and runs none.
  ///
  /// - Returns: how many there are.
  /// - Throws: `MigrationError` for a file that is missing or malformed.
  public static func check(_ folder: String) throws -> Int {
    try MigrationFile.services(in: folder).reduce(0) { count, service in
      try count + MigrationFile.all(of: service, in: folder).count
    }
  }
}
