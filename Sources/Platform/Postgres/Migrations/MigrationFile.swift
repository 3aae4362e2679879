import FoundationEssentials

/// A file of a sequence of migrations, as it is to be run.
struct MigrationFile: Equatable {
  static let published = "api.sql"

  /// Relative to the `sql` folder: `clients/001_client.sql`, `platform/base/001_outbox.sql`.
  let path: String
  let sql: String

  /// By what it is recorded in a schema's table: `001_client.sql`, `base/001_outbox.sql`.
  var record: String { path.split(separator: "/").dropFirst().joined(separator: "/") }
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
  /// The place in the sequence; nil for `api.sql`, which is applied again whenever it changes.
  var number: Int? { Int(name.prefix { $0.isNumber }) }
  /// Holds one statement that Postgres refuses inside a transaction.
  var runsOutsideTransaction: Bool { name.hasSuffix("concurrently.sql") }

  /// The index that the file makes, as its statement writes the name; nil: it makes none.
  /// - Throws: when the index has no name: what an interrupted run leaves could not be told from
  ///   others' indexes.
  var index: String? {
    get throws {
      let statement = sql.split(separator: "\n").filter { !$0.hasPrefix("--") }
        .joined(separator: " ")
      let create = /\s*create\s+(?:unique\s+)?index\s+concurrently\s+/.ignoresCase()
      let name = /(?:if\s+not\s+exists\s+)?("[^"]+"|[^\s"]+)/.ignoresCase()
      guard let beginning = statement.prefixMatch(of: create) else { return nil }
      let rest = statement[beginning.range.upperBound...]
      guard let match = rest.prefixMatch(of: name), match.1.lowercased() != "on" else {
        throw MigrationError(.malformedFile, path, "the index must have a name")
      }
      return String(match.1)
    }
  }

  /// The thing whose presence says that an earlier version has done all of this: what a first line
  /// `-- adopts NAME: why` names. Such a file then counts as applied.
  var adopted: String? {
    sql.prefixMatch(of: /-- adopts (\w+):/).map { String($0.1) }
  }
}

extension MigrationFile {
  /// - Throws: when it cannot be read.
  init(_ path: String, in folder: String) throws {
    guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") else {
      throw MigrationError(.missingFile, path, "cannot be read in \(folder)")
    }
    self.init(path: path, sql: String(decoding: bytes, as: UTF8.self))
  }

  /// Reads a sequence's files: the numbered ones in order, then `api.sql`.
  ///
  /// - Parameter sequence: a schema's, such as `clients`, or one of the platform's, such as
  ///   `platform/inbox`.
  static func all(of sequence: String, in folder: String) throws -> [MigrationFile] {
    let names = try fileNames("\(folder)/\(sequence)").filter { $0.hasSuffix(".sql") }
    let files = try names.map { try MigrationFile("\(sequence)/\($0)", in: folder) }
    if let odd = files.first(where: { $0.number == nil && $0.name != published }) {
      throw MigrationError(
        .malformedFile, odd.path, "the name is neither NUMBER_name.sql nor \(published)")
    }
    let numbered = files.filter { $0.number != nil }.sorted { ($0.number ?? 0) < ($1.number ?? 0) }
    for (one, next) in zip(numbered, numbered.dropFirst()) where one.number == next.number {
      throw MigrationError(.malformedFile, next.path, "has the same number as \(one.path)")
    }
    return numbered + files.filter { $0.name == published }
  }

  /// Folders that hold numbered files.
  static func schemas(in folder: String) throws -> [String] {
    try fileNames(folder).filter { name in
      let names = (try? fileNames("\(folder)/\(name)")) ?? []
      return names.contains { $0.hasSuffix(".sql") && $0.first?.isNumber == true }
    }
  }

  private static func fileNames(_ folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw MigrationError(.missingFile, folder, "cannot be read as a folder")
    }
  }
}
