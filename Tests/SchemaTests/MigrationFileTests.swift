import Testing

@testable import Postgres

@Suite("Migration files")
struct MigrationFileTests {
  @Test("the cluster's script knows \\connect and \\gexec")
  func clusterScript() throws {
    let script = try ClusterScript(
      """
      create role a;

      select 'create database d'
      where  true
      \\gexec

      revoke all on database d from public;
      \\connect d
      -- nothing but a comment is no step
      """)
    #expect(
      script.parts == [
        .init(
          database: nil,
          steps: [
            .run("create role a;\n"), .runRows(of: "select 'create database d'\nwhere  true"),
            .run("\nrevoke all on database d from public;"),
          ]),
        .init(database: "d"),
      ])
  }

  @Test("and refuses what else psql knows")
  func otherCommands() {
    let error = #expect(throws: MigrationError.self) { try ClusterScript("\\copy x from y") }
    #expect(error?.code == .malformedFile)
  }

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
