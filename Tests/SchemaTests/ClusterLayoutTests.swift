import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("What the folders of sql say of schemas")
struct ClusterLayoutTests {
  @Test("each schema comes after those that it reads, however many read one another")
  func order() async throws {
    try await withFolder { folder in
      folder.write("create table a (x int);", "c/001_a.sql")
      folder.write(#"{"database": "d", "reads": ["b"]}"#, "a/schema.json")
      folder.write("create table a (x int);", "a/001_a.sql")
      folder.write(#"{"database": "d", "reads": ["c"]}"#, "b/schema.json")
      folder.write("create table a (x int);", "b/001_a.sql")
      folder.write("create view v as select;", "b/api.sql")
      folder.write("create view v as select;", "c/api.sql")
      folder.write(#"{"database": "d"}"#, "c/schema.json")
      let order = try ClusterLayout(folder.path).schemas.map(\.name)
      #expect(order == ["c", "b", "a"])
      folder.write(#"{"database": "d", "reads": ["b"]}"#, "c/schema.json")
      #expect(mistake(folder).contains("reads what reads it in turn"))
      folder.write(#"{"database": "elsewhere"}"#, "c/schema.json")
      #expect(mistake(folder).contains("b/schema.json: reads c, which publishes nothing in d"))
      // What is published for callers is for nobody else.
      folder.write(#"{"database": "d", "callers": ["hole_app"]}"#, "c/schema.json")
      #expect(mistake(folder).contains("b/schema.json: reads c, which publishes nothing in d"))
    }
  }

  @Test("by itself a schema has a database and a role of its own, and what all have")
  func standard() async throws {
    try await withFolder { folder in
      folder.write("create table a (x int);", "den/001_a.sql")
      var schema = try #require(try ClusterLayout(folder.path).schemas.first)
      #expect(schema.database == "mcf_den" && schema.roles == ["den_app"])
      #expect(schema.platform == ["base"] && schema.reads == [] && !schema.publishes)
      folder.write(#"{"roles": ["door_app"], "platform": ["photo"]}"#, "den/schema.json")
      schema = try #require(try ClusterLayout(folder.path).schemas.first)
      #expect(schema.roles == ["den_app", "door_app"] && schema.platform == ["base", "photo"])
      folder.write(#"{"callers": ["hole_app"]}"#, "den/schema.json")
      #expect(mistake(folder).contains("den/schema.json: has callers, and no api.sql"))
      folder.write("create view v as select;", "den/api.sql")
      schema = try #require(try ClusterLayout(folder.path).schemas.first)
      #expect(schema.roles == ["den_app"] && schema.callers == ["hole_app"] && schema.publishes)
      folder.write(#"{"plattform": []}"#, "den/schema.json")
      #expect(mistake(folder).contains("has a member plattform, which means nothing"))
      folder.write("{", "den/schema.json")
      #expect(mistake(folder).contains("den/schema.json: is not understood"))
    }
  }

  @Test("a further role of a schema may see it, and has nothing in it that nobody grants")
  func furtherRole() async throws {
    try await withSource { source, server in
      try source.write(
        #"{"platform": ["inbox", "person"], "roles": ["door_app"]}"#, to: "packing/schema.json")
      try source.write("grant select on package to door_app;", to: "packing/900_door.sql")
      try await source.migrate(server)
      try await server.withClient(DatabaseRole(rawValue: "door_app"), database: .of("packing")) {
        door in
        try await door.query("select from package")
        let error = await #expect(throws: PostgresError.self) {
          try await door.query("select from outbox")
        }
        #expect(error?.sqlState == .insufficientPrivilege)
      }
    }
  }

  private func mistake(_ folder: Folder) -> String {
    do {
      return "\(try ClusterLayout(folder.path).schemas)"
    } catch {
      return "\(error)"
    }
  }
}

/// A folder that a test fills.
private struct Folder {
  let path: String

  func write(_ text: String, _ file: String) {
    let url = URL(filePath: "\(path)/\(file)")
    try? FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    #expect(throws: Never.self) { try Data(text.utf8).write(to: url) }
  }
}

private func withFolder(_ body: (Folder) async throws -> Void) async throws {
  let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: path) }
  try await body(Folder(path: path))
}
