import Contracts
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-141: workers who are deactivated, in orders")
struct DeactivatedWorkerTests {
  @Test("a living session and a good token open none of their pages, and come to nothing else")
  func deactivated() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let (browser, caller) = (bed.browser(of: order), Who.roles([.worker], order.worker))
      let paths = ["/jobs", order.job, "\(order.job)/cannot-come"]
      func set(active: Bool) async throws {
        try await bed.admin.query(
          "update workers.worker set active = \(active) where id = \(order.worker)")
      }
      for path in paths { #expect(try await browser.get(path).status == 200, "\(path)") }
      try await set(active: false)
      for path in paths {
        let answer = try await browser.get(path)
        #expect(answer.status == 403, "\(path)")
        #expect(answer.text.contains("You are no worker any more"), "\(path)")
      }
      #expect(try await browser.press(paths[2], [("version", "1")], key: "k").status == 403)
      let refused = try await bed.get(order.path, as: caller)
      #expect((refused.status, refused.problem) == (403, "worker-deactivated"))
      #expect(try await bed.get(order.path, as: .manager)["status"] == "accepted")
      // Who is a manager as well stays that.
      let both = Who.roles([.manager, .worker], order.worker)
      #expect(try await bed.get(order.path, as: both)["charge"] != nil)
      try await set(active: true)
      #expect(try await browser.get("/jobs").status == 200)
      #expect(try await bed.get(order.path, as: caller).status == 200)
    }
  }

  @Test("R-185: what they have started only a manager can complete any more")
  func started() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      try await bed.admin.query(
        "update workers.worker set active = false where id = \(order.worker)")
      #expect(try await bed.complete(order).problem == "worker-deactivated")
      let page = try await bed.browser(of: order).send(
        SampleJPEG.bytes(2), to: "\(order.job)/report")
      #expect(page.status == 403 && page.text.contains("You are no worker any more"))
      #expect(try await bed.status(order) == "started")
      let list = "/admin/orders?worker=\(order.worker.wire)&open=true"
      let manager = bed.api.browser(as: Who.manager.caller)
      #expect(try await manager.get(list).text.contains(order.id.wire))
      let report = try await bed.upload(
        "\(order.path)/complete", as: .manager, SampleJPEG.bytes(2))
      #expect(report.status == 200)
      #expect(try await bed.history(order).last == "completed manager")
    }
  }
}
