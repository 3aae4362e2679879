import Contracts
import FoundationEssentials
import Metrics
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-275: what is counted of money")
struct CountTests {
  @Test("tries by what they came to, notices by what became of them, refusals by what was wanted")
  func counts() async throws {
    let registry = PrometheusRegistry()
    try await withMetricsFactory(registry) {
      try await withCollecting { collect in
        collect.card.add(.declines("insufficient_funds", isFinal: false))
        let (client, invoice) = try await collect.billed()
        try await collect.round()
        collect.time.advance(by: 86_400)
        try await collect.round()
        #expect(try await collect.standing(of: invoice) == "paid 0")
        for (id, status) in [("n-1", 204), ("n-1", 409), ("n-2", 204)] {
          #expect(try await collect.notify(invoice, by: "card", collect.card, id: id) == status)
        }
        #expect(try await collect.notify(UUID(), by: "card", collect.card) == 202)
        #expect(try await collect.notify(invoice, by: "card", collect.debit) == 401)
        #expect(try await collect.pay(invoice, as: client).problem == "nothing-due")
      }
    }
    let counted = registry.text.split(separator: "\n").filter {
      $0.hasPrefix("mcf_tries_total") || $0.hasPrefix("mcf_notices_total")
        || $0.hasPrefix("mcf_money_refusals_total")
    }
    #expect(
      counted.sorted() == [
        #"mcf_money_refusals_total{act="pay",why="nothing-due"} 1"#,
        #"mcf_notices_total{adapter="card",outcome="refused"} 1"#,
        #"mcf_notices_total{adapter="card",outcome="repeated"} 1"#,
        #"mcf_notices_total{adapter="card",outcome="taken"} 2"#,
        #"mcf_notices_total{adapter="card",outcome="unknown"} 1"#,
        #"mcf_tries_total{adapter="card",purpose="collection",state="declined"} 1"#,
        #"mcf_tries_total{adapter="card",purpose="collection",state="made"} 2"#,
        #"mcf_tries_total{adapter="card",purpose="collection",state="succeeded"} 1"#,
      ])
  }
}
