import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-280: to all others the pages of bets do not exist")
struct HiddenPagesTests {
  private static let strangers: [Caller?] =
    [nil, Fixture.manager(99), Caller(subject: "boss", roles: [.manager])]
    + Role.allCases.filter { $0 != .manager }.map { Caller(subject: "x", roles: [$0]) }

  @Test("to whoever is no active manager that bets have heard of they are what is not there")
  func hidden() async throws {
    try await withBets(managers: 2) { bed in
      let order = try await bed.accept()
      try await bed.hear(of: Fixture.id(2), active: false, version: 2)
      let known = bed.api.browser(as: Fixture.murka)
      let paths = Self.paths(order)
      for path in paths.prefix(3) { #expect(try await known.get(path).status == 200, "\(path)") }
      for caller in Self.strangers + [Fixture.vaska] {
        let differences = try await Self.differences(bed.api.browser(as: caller), paths)
        #expect(differences == [], "\(String(describing: caller))")
      }
    }
  }

  @Test("no database is asked for strangers")
  func notAsked() async throws {
    let database = PostgresClient(
      PostgresConfiguration(url: "host=/nowhere dbname=mcf user=bets_app"), logger: .silent)
    let bets = BetsModule(database: database, logger: .silent)
    try await withAPI([bets]) { api in
      for caller in Self.strangers where caller?.has(.manager) != true {
        let paths = ["/bets", "/bets/statements", "/bets/\(UUID().wire)"]
        let differences = try await Self.differences(api.browser(as: caller), paths)
        #expect(differences == [])
        for path in ["/api/markets", "/api/bets/openapi.yaml"] {
          let answer = try await api.send(.get, path, as: caller)
          #expect(answer.status == 404, "\(path)")
        }
      }
    }
  }

  @Test("where their database does not say who is a manager, nobody is")
  func away() async throws {
    try await withBets(managers: 1) { bed in
      let order = try await bed.accept()
      try await bed.database.admin.query("alter table bets.person rename to away")
      for caller in [Fixture.murka, Fixture.manager(99)] {
        let browser = bed.api.browser(as: caller)
        #expect(try await Self.differences(browser, Self.paths(order)) == [])
        let nothing = try await bed.get("/api/nothing", as: caller)
        for path in ["/api/markets", "/api/bets/openapi.yaml"] {
          let answer = try await bed.get(path, as: caller)
          #expect(answer.isSame(as: nothing), "\(path)")
        }
      }
    }
  }

  private static func paths(_ order: OrderFacts) -> [String] {
    let market = "/bets/\(order.orderID.wire)"
    return [
      "/bets", market, "/bets/statements", "\(market)/sheet", "/bets/statements/1",
      "/bets/statements/1/transfers/1/paid", "/docs/bets", "/bets?status=settled",
    ]
  }

  /// Where what is answered is not what is answered where nothing is.
  private static func differences(
    _ browser: TestBrowser, _ paths: [String]
  ) async throws -> [String] {
    let nothing = try await (browser.get("/nothing"), browser.submit("/nothing"))
    var differences: [String] = []
    for path in paths {
      let (shown, sent) = try await (browser.get(path), browser.submit(path))
      if !shown.isSame(as: nothing.0) { differences.append("GET \(path)") }
      if !sent.isSame(as: nothing.1) { differences.append("POST \(path)") }
    }
    return differences
  }
}

extension TestAnswer {
  fileprivate func isSame(as other: TestAnswer) -> Bool {
    status == other.status && headers == other.headers && body == other.body
  }
}
