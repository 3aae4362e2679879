import FoundationEssentials

/// Which schemas a cluster has, where they lie and what each consists of, as the folders of `sql`
/// say: a folder with numbered files is a schema. What the members of its file `schema.json` mean is
/// told in `sql/README.md`.
public struct ClusterLayout: Sendable {
  /// The database in which schemas lie that are joined. Whoever migrates takes the lock there.
  public static let core = "mcf_core"
  /// The one role that is no schema's.
  public static let relay = "mcf_relay"

  public struct Schema: Sendable, Hashable {
    public let name: String
    public let database: String
    /// As which services run; the first one is the schema's own.
    public let roles: [String]
    /// As which processes run that strangers reach: they may call what it publishes, and nothing else.
    public let callers: [String]
    /// The parts of `sql/platform` that it has.
    public let platform: [String]
    /// Those of which its own files made the tables, before there was such a part.
    public let adopts: [String]
    /// The schemas whose published views it reads.
    public let reads: [String]
    /// Whether it publishes anything: views for a reader, or functions for its callers.
    public let publishes: Bool

    public var owner: String { name + "_owner" }

    /// Whether other schemas can read what it publishes.
    var hasReader: Bool { publishes && callers.isEmpty }

    /// Its sequences of files in the order in which they are applied, by their folders.
    var sequences: [String] {
      platform.map { "platform/\($0)" } + [name] + adopts.map { "platform/\($0)" }
    }
  }

  /// In the order of their migration: each after those that it reads.
  public let schemas: [Schema]

  /// Each one once.
  public var databases: [String] {
    schemas.map(\.database).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// - Parameter folder: the `sql` folder.
  /// - Throws: ``MigrationError`` for what cannot be read, and for a schema that reads another one
  ///   that is not there, lies elsewhere, or reads it in turn.
  public init(_ folder: String) throws {
    let found = try MigrationFile.schemas(in: folder).map { try Schema($0, in: folder) }
    for schema in found {
      for read in schema.reads
      where !found.contains(where: {
        $0.name == read && $0.hasReader && $0.database == schema.database
      }) {
        throw MigrationError(
          .malformedFile, schema.name + "/schema.json",
          "reads \(read), which publishes nothing in \(schema.database)")
      }
    }
    schemas = try Self.ordered(found)
  }
}

extension ClusterLayout {
  private static func ordered(_ found: [Schema]) throws -> [Schema] {
    var (ordered, left) = ([Schema](), found)
    while let first = left.first {
      let ready = left.filter { schema in
        schema.reads.allSatisfy { read in ordered.contains { $0.name == read } }
      }
      guard !ready.isEmpty else {
        throw MigrationError(
          .malformedFile, first.name + "/schema.json", "reads what reads it in turn")
      }
      ordered += ready
      left.removeAll(where: ready.contains)
    }
    return ordered
  }
}

extension ClusterLayout.Schema {
  private struct Description: Decodable {
    static let members: Set = ["adopts", "callers", "database", "platform", "reads", "roles"]

    var adopts: [String]?
    var callers: [String]?
    var database: String?
    var platform: [String]?
    var reads: [String]?
    var roles: [String]?
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }

  init(_ name: String, in folder: String) throws {
    let path = "\(name)/schema.json"
    var description = Description()
    if let bytes = FileManager.default.contents(atPath: "\(folder)/\(path)") {
      do {
        description = try JSONDecoder().decode(Description.self, from: bytes)
        let names = try JSONDecoder().decode([String: Anything].self, from: bytes).keys
        if let stranger = names.first(where: { !Description.members.contains($0) }) {
          throw MigrationError(
            .malformedFile, path, "has a member \(stranger), which means nothing")
        }
      } catch let error as MigrationError {
        throw error
      } catch {
        throw MigrationError(.malformedFile, path, "is not understood: \(error)")
      }
    }
    self.name = name
    database = description.database ?? "mcf_\(name)"
    roles = ["\(name)_app"] + (description.roles ?? [])
    callers = description.callers ?? []
    platform = ["base"] + (description.platform ?? [])
    adopts = description.adopts ?? []
    reads = description.reads ?? []
    publishes = FileManager.default.fileExists(
      atPath: "\(folder)/\(name)/\(MigrationFile.published)")
    guard publishes || callers.isEmpty else {
      throw MigrationError(
        .malformedFile, path, "has callers, and no \(MigrationFile.published) that they could call")
    }
  }
}
