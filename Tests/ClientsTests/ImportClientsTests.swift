import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("POST /api/clients/import")
struct ImportClientsTests {
  private func line(_ number: Int, name: String = "Murka") -> String {
    #"{"external_id":"hcb-\#(number)","first_name":"\#(name)","last_name":"Paw","#
      + #""email":"cat\#(number)@cats.example"}"#
  }

  /// `lines`, `created`, `changed`, `unchanged`, `rejected` of a report.
  private func counts(_ answer: TestAnswer) -> [Int?] {
    ["lines", "created", "changed", "unchanged", "rejected"].map { answer[$0]?.int }
  }

  @Test("Optional fields that are blank are not there, as other programs write them")
  func blankFields() async throws {
    try await withClients { clients in
      let report = try await clients.import([
        clients.tester("hcb-1", [.init("phone", ""), .init("place", " ")]).text
      ])
      #expect((report["created"]?.int, report["rejected"]?.int) == (1, 0))
      #expect(try await clients.events().map(\.phone) == [nil])
      #expect(try await clients.events().map(\.place) == [nil])
    }
  }

  @Test("R-010: good lines go in, bad ones are reported with number and reasons")
  func badLines() async throws {
    try await withClients { clients in
      let answer = try await clients.import([
        line(1), "nonsense", "", #"{"external_id":"hcb-2","email":"x","colour":"red"}"#, line(3),
      ])
      #expect(answer.status == 200)
      #expect(counts(answer) == [4, 2, 0, 0, 2])
      let bad = try #require(answer["bad_lines"]?.array)
      #expect(bad.map { $0["line"]?.int } == [2, 4])
      let pointers = bad.last?["errors"]?.array?.compactMap { $0["pointer"]?.string }.sorted()
      #expect(pointers == ["/colour", "/email", "/first_name", "/last_name"])
      #expect(try await clients.events().map(\.externalID) == ["hcb-1", "hcb-3"])
    }
  }

  @Test("R-010: an import is safe to repeat: what is so already publishes nothing")
  func repeats() async throws {
    try await withClients { clients in
      let lines = (0..<1_200).map { line($0) }
      #expect(try await counts(clients.import(lines)) == [1200, 1200, 0, 0, 0])
      #expect(try await counts(clients.import(lines)) == [1200, 0, 0, 1200, 0])
      var changed = lines
      changed[700] = line(700, name: "Mura")
      #expect(try await counts(clients.import(changed)) == [1200, 0, 1, 1199, 0])
      let events = try await clients.events()
      #expect(events.count == 1201)
      #expect((events.last?.firstName, events.last?.version) == ("Mura", 2))
    }
  }

  @Test("Lines take effect in their order, even two of one tester in one batch")
  func order() async throws {
    try await withClients { clients in
      let answer = try await clients.import([
        line(1, name: "A"), line(2), line(1, name: "B"), line(1, name: "B"), line(1, name: "C"),
      ])
      #expect(counts(answer) == [5, 2, 2, 1, 0])
      let versions = try await clients.events().filter { $0.externalID == "hcb-1" }
      #expect(versions.map(\.firstName) == ["A", "B", "C"])
      #expect(versions.map(\.version) == [1, 2, 3])
    }
  }

  @Test("The same file several times at once, in any order: no deadlock, everybody once")
  func race() async throws {
    try await withClients { clients in
      let lines = (0..<2_000).map { line($0) }
      let reports = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
        for run in 0..<6 {
          group.addTask {
            try await clients.import(run.isMultiple(of: 2) ? lines : lines.reversed())
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(reports.allSatisfy { $0.status == 200 })
      #expect(reports.compactMap { $0["created"]?.int }.reduce(0, +) == 2_000)
      #expect(reports.compactMap { $0["changed"]?.int }.reduce(0, +) == 0)
      #expect(try await clients.events().count == 2_000)
      let deadlocks = try await clients.database.admin.query(
        "select deadlocks from pg_stat_database where datname = current_database()",
        as: Int64.self)
      #expect(deadlocks == [0])
    }
  }

  @Test("Another media type is refused", arguments: ["application/json", "text/csv"])
  func mediaType(type: String) async throws {
    try await withClients { clients in
      let answer = try await clients.api.send(
        .post, "/api/clients/import", as: clients.hcb, Array(line(1).utf8), type: type)
      #expect(answer.status == 415)
    }
  }

  @Test("An empty import is none")
  func empty() async throws {
    try await withClients { clients in
      let answer = try await clients.import([])
      #expect(counts(answer) == [0, 0, 0, 0, 0])
    }
  }
}
