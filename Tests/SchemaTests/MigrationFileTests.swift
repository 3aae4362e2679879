import Testing

@testable import Postgres

@Suite("Migration files")
struct MigrationFileTests {
  @Test("a plan leaves out what is applied")
  func plan() throws {
    let (one, two, api) = (step("001_a.sql"), step("002_b.sql"), step("api.sql"))
    let fresh = try MigrationPlan(files: [one, two, api], applied: [:])
    #expect(fresh.steps == [one, two, api])
    let half = try MigrationPlan(files: [one, two, api], applied: ["001_a.sql": "same"])
    #expect(half.steps == [two, api])
    let later = try MigrationPlan(
      files: [one, api], applied: ["001_a.sql": "same", "003_c.sql": "x", "api.sql": "old"])
    #expect(later.steps == [api])
  }

  @Test("a sequence of the platform is numbered by itself")
  func platform() throws {
    let file = MigrationPlan.Step(
      file: MigrationFile(path: "platform/base/002_b.sql", sql: ""), checksum: "same")
    #expect(file.file.number == 2)
    #expect(try MigrationPlan(files: [file], applied: [:]).steps == [file])
    #expect(try MigrationPlan(files: [file], applied: ["base/002_b.sql": "same"]).steps == [])
    let later = MigrationPlan.Step(
      file: MigrationFile(path: "platform/base/003_c.sql", sql: ""), checksum: "same")
    let error = #expect(throws: MigrationError.self) {
      try MigrationPlan(files: [file, later], applied: ["base/003_c.sql": "same"])
    }
    #expect(error?.code == .lateFile)
    // Files that are gone, of an earlier version, make no number late.
    #expect(try MigrationPlan(files: [file], applied: ["base/003_c.sql": "x"]).steps == [file])
  }

  @Test("a file may count as applied where an earlier version did the same")
  func adopted() {
    let file = { MigrationFile(path: "platform/base/001_a.sql", sql: $0).adopted }
    #expect(file("-- adopts photo: it is there already.\n\ncreate table photo ();") == "photo")
    #expect(file("create table photo ();\n-- adopts photo: too late") == nil)
  }

  @Test(
    "the index that a file makes is known by the name in its statement",
    arguments: [
      ("create index concurrently a on b (c);", "a"),
      ("-- why\n\nCREATE UNIQUE INDEX CONCURRENTLY\n  IF NOT EXISTS \"A b\" ON b (c);", "\"A b\""),
      ("drop index concurrently a;", nil),
      ("alter table a detach partition b concurrently;", nil),
    ] as [(String, String?)])
  func index(sql: String, name: String?) throws {
    #expect(try MigrationFile(path: "a/1_concurrently.sql", sql: sql).index == name)
  }

  @Test("an index without a name is refused")
  func unnamedIndex() {
    let file = MigrationFile(
      path: "a/1_concurrently.sql", sql: "create index concurrently on b (c);")
    #expect(throws: MigrationError.self) { _ = try file.index }
  }

  private func step(_ name: String) -> MigrationPlan.Step {
    MigrationPlan.Step(file: MigrationFile(path: "clients/\(name)", sql: ""), checksum: "same")
  }
}
