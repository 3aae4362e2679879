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
      script.steps == [
        .run("create role a;\n"), .runRows(of: "select 'create database d'\nwhere  true"),
        .run("\nrevoke all on database d from public;"), .connect("d"),
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
    "another database on the same server",
    arguments: [
      ("host=/tmp dbname=a", "host=/tmp dbname=a dbname='b'"),
      ("postgresql://u@h/a", "postgresql://u@h/a?dbname=b"),
      ("postgres:///a?host=/tmp", "postgres:///a?host=/tmp&dbname=b"),
    ])
  func otherDatabase(url: String, other: String) {
    #expect(url.connecting(to: "b") == other)
  }

  private func step(_ name: String) -> MigrationPlan.Step {
    MigrationPlan.Step(file: MigrationFile(path: "clients/\(name)", sql: ""), checksum: "same")
  }
}
