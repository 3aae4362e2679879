import Contracts
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import mcf

@Suite("What sends the demo data")
struct DemoSiteTests {
  @Test("sends again what nobody had time for, and nothing else")
  func again() async throws {
    try await withScriptedServer([.status(503), .status(503), .text(200, "{}"), .status(500)]) {
      url, server in
      var site = DemoSite(
        url: url, issuer: LocalIssuer(issuer: "https://issuer.test", audience: "mcf"),
        clock: .system)
      site.rest = .milliseconds(1)
      try await site.send(OutboundCall(.post, url, within: .seconds(3)), accepting: [.ok])
      #expect(server.questions.count == 3)
      await #expect(throws: Failure.self) {
        try await site.send(OutboundCall(.post, url, within: .seconds(3)), accepting: [.ok])
      }
      #expect(server.questions.count == 4)
    }
  }
}
