import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Who may do what")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: OrdersModule.self,
    columns: [
      "nobody", "its client", "another client", "its worker", "another worker",
      "deactivated manager", "manager", "others",
    ],
    rows: [
      "GET /api/service-types": [401, 200, 200, 200, 200, 403, 200, 200],
      "POST /api/service-types {}": [401, 403, 403, 403, 403, 403, 400, 403],
      "GET /api/service-types/{id}": [401, 200, 200, 200, 200, 403, 200, 200],
      "PATCH /api/service-types/{id} {}": [401, 403, 403, 403, 403, 403, 428, 403],
      "POST /api/quotes {}": [401, 400, 400, 403, 403, 403, 403, 403],
      "GET /api/orders": [401, 200, 200, 200, 200, 403, 200, 403],
      "POST /api/orders {}": [401, 400, 400, 403, 403, 403, 403, 403],
      "POST /api/orders/fail-open {}": [401, 403, 403, 403, 403, 403, 400, 403],
      "GET /api/orders/{id}": [401, 200, 404, 200, 404, 403, 200, 403],
      "GET /api/orders/{id}/history": [401, 200, 404, 200, 404, 403, 200, 403],
      "GET /api/orders/{id}/match": [401, 403, 403, 403, 403, 403, 200, 403],
      "GET /api/orders/{id}/photos/{kind}": [401, 200, 404, 200, 404, 403, 200, 403],
      // No photo comes along.
      "POST /api/orders/{id}/check-in": [401, 403, 403, 415, 404, 403, 403, 403],
      "POST /api/orders/{id}/complete": [401, 403, 403, 415, 404, 403, 415, 403],
      #"POST /api/orders/{id}/fail {"reason": "worker_cannot_come"}"#:
        [401, 403, 403, 409, 404, 403, 409, 403],
      #"POST /api/orders/{id}/cancel {"reason": "bored"}"#:
        [401, 400, 400, 400, 400, 403, 400, 403],
      "POST /api/orders/{id}/copy {}": [401, 400, 400, 403, 403, 403, 400, 403],
      "GET /api/matching/pipeline": [401, 403, 403, 403, 403, 403, 200, 403],
      "PUT /api/matching/pipeline {}": [401, 403, 403, 403, 403, 403, 400, 403],
      "POST /api/matching/dry-run {}": [401, 403, 403, 403, 403, 403, 400, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      try await bed.addClient("c2")
      let other = try await bed.addWorkers(1)[0]
      let type = try await bed.get(order.path, as: .manager)["service_type_id"]?.string ?? ""
      let former = UUID.v7(at: bed.now)
      try await bed.hear(of: former, active: false)
      let callers: [Who] = [
        .nobody, .client("c1"), .client("c2"), .worker(order.worker), .worker(other),
        .roles([.manager], former), .manager,
      ]
      let differences = try await Self.matrix.differences(
        bed.api, callers: callers.map(\.caller),
        parameters: { path in
          ["id": path.contains("service-types") ? type : order.id.wire, "kind": "check-in"]
        })
      #expect(differences == [])
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
