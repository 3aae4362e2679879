import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-075: managers see why somebody got an order")
struct ManagersMatchTests {
  @Test("the finalists with what each step said, as it was kept with the order")
  func match() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 3)
      let desk = ManagersDesk(bed)
      let page = try await desk.page("\(order.desk)/match")
      let name = try #require(
        try await bed.get(order.path, as: .manager)["worker_name"]?.string)
      for part in [
        "\(name) got it", "of 3 who were free", "×3", "nothing against it", "Version 1",
        "/admin/matching?order=\(order.id.wire)", "<rect",
      ] { #expect(page.contains(part), "\(part)") }
      let file = try await desk.browser.get("\(order.desk)/match/file")
      #expect(file.text.contains("worker_name,rating,vetoed,chosen,weaknesses_score"))
      #expect(file.text.split(separator: "\r\n").count == 4)
    }
  }

  @Test("vetoes that counted and vetoes that did not, skipped steps, and the draw")
  func words() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let other = UUID.v7(at: bed.now)
      func keep(lifted: Bool) async throws {
        let trace = """
          {"pipeline_version": 1, "seed": "9f3c", "finalists": 137, "vetoes_lifted": \(lifted),
           "choice": "\(order.worker.wire)",
           "draw": {"margin": 0.1, "candidates": [
             {"worker_id": "\(order.worker.wire)", "weight": 3},
             {"worker_id": "\(other.wire)", "weight": 1}]},
           "steps": [
             {"name": "weaknesses", "kind": "filter", "skipped": null, "took_microseconds": 9},
             {"name": "fit", "kind": "score", "skipped": null, "took_microseconds": 9},
             {"name": "traffic", "kind": "score", "skipped": "too slow <here>",
              "took_microseconds": 300000},
             {"name": "caf\u{e9}", "kind": "score", "skipped": null, "took_microseconds": 9},
             {"name": "cafe\u{301}", "kind": "score", "skipped": null, "took_microseconds": 9},
             {"name": "old", "kind": "score", "skipped": "switched off", "took_microseconds": 0}],
           "best": [
             {"worker_id": "\(order.worker.wire)", "worker_name": "LEO", "rating": 0.84,
              "vetoed": false,
              "verdicts": {"weaknesses": {}, "fit": {"score": 0.9},
                           "caf\u{e9}": {"score": 0.41}, "cafe\u{301}": {"score": 0.42}}},
             {"worker_id": "\(other.wire)", "worker_name": "=IDA", "rating": 0.5, "vetoed": true,
              "verdicts": {"weaknesses": {"veto": "weak in patience"}, "fit": {"score": 1e300}}}],
           "took_microseconds": 11000}
          """
        try await bed.admin.query(
          """
          update orders.match_trace
          set    trace = \(trace)::text::jsonb
          where  order_id = \(order.id)
          """)
      }
      try await keep(lifted: false)
      let desk = ManagersDesk(bed)
      let page = try await desk.page("\(order.desk)/match")
      for part in [
        ">0.41<", ">0.42<", "LEO got it: 0.84, number 1 of 137 who were free", "weak: patience",
        "LEO 75 %, weight 3.00", "none: vetoed",
        "=IDA 25 %, weight 1.00", "Ratings within 0.10", "9f3c", "too slow &lt;here&gt;, 300 ms",
        "old: switched off", "11 ms", "The best 2 are shown",
      ] { #expect(page.contains(part), "\(part)") }
      #expect(!page.contains("<s>"))
      let russian = try await ManagersDesk(bed, language: "ru").page("\(order.desk)/match")
      #expect(russian.contains("слабое место: терпение") && russian.contains("0,84"))
      let file = try await desk.browser.get("\(order.desk)/match/file")
      #expect(file.text.contains("'=IDA"), "no formula")
      try await keep(lifted: true)
      let lifted = try await desk.page("\(order.desk)/match")
      #expect(!lifted.contains("none: vetoed"), "it has a total")
      #expect(lifted.contains("<s>weak: patience</s>") && lifted.contains("none of it counted"))
      try await bed.admin.query("delete from orders.match_trace")
      let none = try await desk.browser.get("\(order.desk)/match")
      #expect(none.headers[.location] == "\(order.desk)?notice=no_trace")
      #expect(try await desk.page("\(order.desk)?notice=no_trace").contains("was not kept"))
      #expect(try await desk.browser.get("\(order.desk)/match/file").status == 404)
    }
  }
}
