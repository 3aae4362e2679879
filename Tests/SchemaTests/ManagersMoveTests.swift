import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite("What orders knows of managers moves to the persons that all services keep")
struct ManagersMoveTests {
  @Test("no row is lost, and both versions hear at once of what either takes from the inbox")
  func sideBySide() async throws {
    let (here, gone) = (UUID(), UUID())
    try await withSource { source, server in
      let later = try source.takeAway("orders", from: "035")
      try await source.migrate(server)
      try await server.withClient(.ordersApp) { client in
        // One session, whose statements are prepared before the table goes.
        try await client.withConnection { orders in
          func before(_ id: UUID) async throws -> Bool? {
            try await orders.execute(FindBefore(id: id)).first
          }
          func now(_ id: UUID) async throws -> Bool? {
            try await orders.execute(FindStanding(kind: .manager, id: id)).first
          }
          try await orders.execute(KeepBefore(id: here, active: true, version: 3))
          try await orders.execute(KeepBefore(id: gone, active: false, version: 2))
          #expect(try await before(gone) == false)

          try source.putBack(later)
          #expect(try await source.migrate(server).contains("orders/035_people.sql"))
          #expect(try await now(here) == true)
          #expect(try await now(gone) == false)
          #expect(try await before(gone) == false)

          // The version before takes an event: ours knows, and takes none that is older.
          try await orders.execute(KeepBefore(id: here, active: false, version: 5))
          #expect(try await now(here) == false)
          try await orders.execute(keeping(here, true, version: 4))
          #expect(try await now(here) == false)
          // Ours takes one: the version before knows, and takes none that is older.
          try await orders.execute(keeping(gone, true, version: 6))
          #expect(try await before(gone) == true)
          try await orders.execute(KeepBefore(id: gone, active: false, version: 5))
          #expect(try await now(gone) == true)
          // Of somebody new, each by the other.
          let (one, other) = (UUID(), UUID())
          try await orders.execute(KeepBefore(id: one, active: false, version: 1))
          try await orders.execute(keeping(other, false, version: 1))
          #expect(try await now(one) == false)
          #expect(try await before(other) == false)
          // A backfill brings the names that were not kept.
          try await orders.execute(keeping(here, false, version: 5))
          let names = try await orders.query(
            "select name from orders.person where id = \(here)", as: String.self)
          #expect(names == ["Vaska"])
        }
      }
    }
  }

  private func keeping(_ id: UUID, _ active: Bool, version: Int64) -> KeepPerson {
    let person = Person(
      kind: .manager, name: "Vaska", firstName: "Vaska", email: "vaska@mcf.example", active: active)
    return KeepPerson(person: person, id: id, version: version)
  }
}

// The statements of the version before, which runs on until its last process is replaced.

private struct FindBefore: Statement {
  static let sql = """
    select active
    from   orders.manager
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

private struct KeepBefore: Statement {
  static let sql = """
    insert into orders.manager as known (id, active, version)
    values ($1, $2, $3)
    on conflict (id) do update
    set    active  = excluded.active,
           version = excluded.version
    where  known.version < excluded.version
    """

  let id: UUID
  let active: Bool
  let version: Int64
  var bindings: Bindings { [id, active, version] }
}

extension MigrationSource {
  /// Removes a service's files from a number on, as the version before does not have them.
  fileprivate func takeAway(_ service: String, from number: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try self.files(of: service) where name >= number {
      let path = "\(service)/\(name)"
      files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
      try remove(path)
    }
    return files
  }

  fileprivate func putBack(_ files: [String: Data]) throws {
    for (path, sql) in files { try write(String(decoding: sql, as: UTF8.self), to: path) }
  }
}
