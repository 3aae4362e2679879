import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Who may do what")
struct AccessTests {
  /// A request and the status that each caller gets; the order's people own it.
  struct Row: Sendable {
    let method: HTTPRequest.Method
    let path: String
    var body: JSONValue?
    /// nobody, its client, another client, its worker, another worker, manager
    let statuses: [Int]
  }

  static let rows = [
    Row(method: .get, path: "/api/service-types", statuses: [401, 200, 200, 200, 200, 200]),
    Row(
      method: .post, path: "/api/service-types", body: [:],
      statuses: [401, 403, 403, 403, 403, 400]),
    Row(method: .get, path: "/api/service-types/TYPE", statuses: [401, 200, 200, 200, 200, 200]),
    Row(
      method: .patch, path: "/api/service-types/TYPE", body: [:],
      statuses: [401, 403, 403, 403, 403, 428]),
    Row(method: .post, path: "/api/quotes", body: [:], statuses: [401, 400, 400, 403, 403, 403]),
    Row(method: .get, path: "/api/orders", statuses: [401, 200, 200, 200, 200, 200]),
    Row(method: .post, path: "/api/orders", body: [:], statuses: [401, 400, 400, 403, 403, 403]),
    Row(
      method: .post, path: "/api/orders/fail-open", body: [:],
      statuses: [401, 403, 403, 403, 403, 400]),
    Row(method: .get, path: "/api/orders/ID", statuses: [401, 200, 404, 200, 404, 200]),
    Row(method: .get, path: "/api/orders/ID/history", statuses: [401, 200, 404, 200, 404, 200]),
    Row(
      method: .get, path: "/api/orders/ID/photos/check-in",
      statuses: [401, 200, 404, 200, 404, 200]),
    // None was sent yet.
    Row(
      method: .get, path: "/api/orders/ID/photos/report", statuses: [401, 404, 404, 404, 404, 404]),
    Row(
      method: .get, path: "/api/orders/ID/photos/selfie", statuses: [401, 404, 404, 404, 404, 404]),
    // No photo comes along.
    Row(method: .post, path: "/api/orders/ID/check-in", statuses: [401, 403, 403, 415, 404, 403]),
    Row(method: .post, path: "/api/orders/ID/complete", statuses: [401, 403, 403, 415, 404, 415]),
    Row(
      method: .post, path: "/api/orders/ID/fail", body: ["reason": "worker_cannot_come"],
      statuses: [401, 403, 403, 409, 404, 409]),
    Row(
      method: .post, path: "/api/orders/ID/cancel", body: ["reason": "bored"],
      statuses: [401, 400, 400, 400, 400, 400]),
    Row(
      method: .post, path: "/api/orders/ID/copy", body: [:],
      statuses: [401, 400, 400, 403, 403, 400]),
  ]

  @Test("Each endpoint with every role")
  func roles() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      try await bed.addClient("c2")
      let other = try await bed.addWorkers(1)[0]
      let type = try await bed.get(order.path, as: .manager)["service_type_id"]?.string ?? ""
      let callers: [Who] = [
        .nobody, .client("c1"), .client("c2"), .worker(order.worker), .worker(other), .manager,
      ]
      for row in Self.rows {
        let path = row.path.replacing("ID", with: order.id.wire).replacing("TYPE", with: type)
        for (who, status) in zip(callers, row.statuses) {
          let answer = try await bed.call(row.method, path, as: who, json: row.body)
          #expect(answer.status == status, "\(row.method) \(row.path) \(who): \(answer.text)")
        }
        for role in [Role.clerk, .hcb, .contractor] where !row.path.contains("service-types") {
          let answer = try await bed.call(row.method, path, as: .role(role), json: row.body)
          #expect(answer.status == 403, "\(row.method) \(row.path) \(role)")
        }
      }
      #expect(try await bed.status(order) == "started")
    }
  }

  @Test("Transitions of somebody else's order are answered as if it were not there")
  func foreign() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      try await bed.addClient("c2")
      let other = Who.worker(try await bed.addWorkers(1)[0])
      let confirmed: JSONValue = ["confirm_charge": .string(order.charge)]
      let copy: JSONValue = ["scheduled_at": "2026-04-01T10:00:00Z"]
      for path in [order.path, "/api/orders/\(UUID().uuidString)", "/api/orders/7"] {
        let answers = [
          try await bed.post("\(path)/cancel", as: .client("c2"), confirmed),
          try await bed.post("\(path)/copy", as: .client("c2"), copy, key: "k"),
          try await bed.post("\(path)/cancel", as: other, ["reason": "client_absent"]),
          try await bed.post("\(path)/fail", as: other, ["reason": "not_done"]),
          try await bed.upload("\(path)/check-in", as: other, SampleJPEG.bytes(1)),
          try await bed.upload("\(path)/complete", as: other, SampleJPEG.bytes(1)),
          try await bed.get(path, as: .client("c2")),
        ]
        for answer in answers {
          #expect(answer.status == 404)
          #expect(answer.problem == "not-found")
        }
      }
      #expect(try await bed.status(order) == "started")
    }
  }

  @Test("History shows subjects to managers only, and notes to them and who wrote them")
  func history() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      _ = try await bed.post(
        "\(order.path)/fail", as: .worker(order.worker),
        ["reason": "not_done", "note": "the dog was home"])
      func last(_ who: Who) async throws -> JSONValue? {
        try await bed.get("\(order.path)/history", as: who)["items"]?.array?.last
      }
      #expect(try await last(.manager)?["note"] == .string("the dog was home"))
      #expect(try await last(.manager)?["subject"] == .string(order.worker.wire))
      #expect(try await last(.worker(order.worker))?["note"] == .string("the dog was home"))
      #expect(try await last(.client("c1"))?["note"] == .null)
      #expect(try await last(.client("c1"))?["subject"] == nil)
    }
  }

  @Test("R-140: over HTTP too the phone disappears for the worker a week after the end")
  func phone() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      _ = try await bed.complete(order)
      let worker = Who.worker(order.worker)
      bed.time.advance(by: 7 * 86_400 - 1)
      #expect(try await bed.get(order.path, as: worker)["phone"] == .string("+7 900 100 20 30"))
      bed.time.advance(by: 1)
      #expect(try await bed.get(order.path, as: worker)["phone"] == .null)
      let jobs = try await bed.get("/api/orders", as: worker)
      #expect(jobs["items"]?[0]?["phone"] == .null)
      #expect(!jobs.text.contains("+7 900"))
      #expect(!jobs.text.contains("charge"))
    }
  }
}
