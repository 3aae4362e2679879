import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-021: the catalogue of services")
struct ServiceTypeTests {
  @Test("A manager adds a service type; what is left out has its default")
  func add() async throws {
    try await withOrders { bed in
      let answer = try await bed.post(
        "/api/service-types", as: .manager,
        [
          "name": "Shopping", "duration_minutes": 60, "characteristics": ["speed": 70, "smell": 5],
          "packing_list": ["bag"],
        ])
      #expect(answer.status == 201)
      let id = try #require(answer["id"]?.string)
      #expect(answer.headers[.location] == "/api/service-types/\(id)")
      #expect(answer.headers[.eTag] == "\"1\"")
      #expect(answer["active"] == .bool(true))
      #expect(answer["lead_minutes"] == 120)
      #expect(answer["horizon_days"] == 60)
      #expect(answer["travel_minutes"] == 60)
      #expect(answer["characteristics"] == ["smell": 5, "speed": 70])
      let read = try await bed.get("/api/service-types/\(id)", as: .client("c1"))
      #expect(read.body == answer.body)
    }
  }

  @Test("PATCH changes what is sent and nothing else, and needs If-Match")
  func change() async throws {
    try await withOrders { bed in
      let path = "/api/service-types/\(try await bed.addServiceType().uuidString.lowercased())"
      func patch(_ match: String?, _ body: JSONValue) async throws -> TestAnswer {
        let headers = match.map { ["If-Match": $0] } ?? [:]
        return try await bed.call(.patch, path, as: .manager, json: body, headers: headers)
      }
      #expect(try await patch(nil, ["active": false]).status == 428)
      #expect(try await patch("*", ["active": false]).status == 428)
      #expect(try await patch("\"7\"", ["active": false]).status == 412)
      let changed = try await patch("\"1\"", ["active": false, "packing_list": []])
      #expect(changed.status == 200)
      #expect(changed.headers[.eTag] == "\"2\"")
      #expect(changed["active"] == .bool(false))
      #expect(changed["packing_list"] == .array([]))
      #expect(changed["name"] == .string("Shopping"))
      #expect(changed["duration_minutes"] == 60)
      #expect(try await patch("\"1\"", ["active": true]).status == 412)
      #expect(try await patch("\"2\"", ["name": .null]).status == 400)
    }
  }

  @Test("Of twenty managers who change the same version, one succeeds")
  func race() async throws {
    try await withOrders { bed in
      let path = "/api/service-types/\(try await bed.addServiceType().uuidString.lowercased())"
      let answers = try await atOnce(20) { index in
        try await bed.call(
          .patch, path, as: .manager, json: ["name": .string("Name \(index)")],
          headers: ["If-Match": "\"1\""])
      }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.status == 412 } == 19)
    }
  }

  @Test("The list is by name, filtered, page by page")
  func list() async throws {
    try await withOrders { bed in
      for name in ["Walk", "Nap", "Shopping"] {
        _ = try await bed.addServiceType([.init("name", .string(name))])
      }
      _ = try await bed.addServiceType([.init("name", "Old"), .init("active", false)])
      func names(_ query: String) async throws -> [String] {
        try await bed.get("/api/service-types?\(query)", as: .client("c1"))["items"]?.array?
          .compactMap { $0["name"]?.string } ?? []
      }
      #expect(try await names("") == ["Nap", "Old", "Shopping", "Walk"])
      #expect(try await names("active=true") == ["Nap", "Shopping", "Walk"])
      #expect(try await names("active=false") == ["Old"])
      let page = try await bed.get("/api/service-types?limit=3", as: .client("c1"))
      let next = try #require(page["next_cursor"]?.string)
      #expect(try await names("limit=3&cursor=\(next)") == ["Walk"])
    }
  }

  @Test("All mistakes of a service type are told at once")
  func mistakes() async throws {
    try await withOrders { bed in
      let answer = try await bed.post(
        "/api/service-types", as: .manager,
        [
          "name": "", "duration_minutes": 0, "characteristics": ["charm": 3, "speed": 101],
          "packing_list": [""], "lead_minutes": -1, "horizon_days": 0, "travel_minutes": 1441,
          "price": 3,
        ])
      #expect(answer.status == 400)
      #expect(
        Set(answer.mistakes) == [
          "/name", "/duration_minutes", "/characteristics/charm", "/characteristics/speed",
          "/packing_list/0", "/lead_minutes", "/horizon_days", "/travel_minutes", "/price",
        ])
    }
  }

  @Test("POST with a key adds one service type, however often it is sent")
  func idempotent() async throws {
    try await withOrders { bed in
      let body: JSONValue = ["name": "Nap", "duration_minutes": 30]
      let first = try await bed.post("/api/service-types", as: .manager, body, key: "k")
      let again = try await bed.post("/api/service-types", as: .manager, body, key: "k")
      #expect(again.body == first.body)
      #expect(try await bed.count("service_type") == 1)
    }
  }

  @Test("R-021: what is on offer is told apart by its name; names of the inactive are free")
  func names() async throws {
    try await withOrders { bed in
      let first = try await bed.addServiceType([.init("name", "Nap")])
      let body: JSONValue = ["name": "Nap", "duration_minutes": 30]
      let taken = try await bed.post("/api/service-types", as: .manager, body)
      #expect(taken.status == 409)
      #expect(taken.problem == "name-taken")
      let old = try await bed.addServiceType([.init("name", "Nap"), .init("active", false)])
      let other = try await bed.addServiceType()
      func patch(_ id: UUID, _ version: Int, _ change: JSONValue) async throws -> TestAnswer {
        try await bed.call(
          .patch, "/api/service-types/\(id.wire)", as: .manager, json: change,
          headers: ["If-Match": "\"\(version)\""])
      }
      #expect(try await patch(old, 1, ["active": true]).problem == "name-taken")
      #expect(try await patch(other, 1, ["name": "Nap"]).problem == "name-taken")
      #expect(try await patch(first, 1, ["active": false]).status == 200)
      #expect(try await patch(old, 1, ["active": true]).status == 200)
      let answers = try await atOnce(10) { _ in
        try await bed.post(
          "/api/service-types", as: .manager, ["name": "Walk", "duration_minutes": 30])
      }
      #expect(answers.count { $0.status == 201 } == 1)
      #expect(answers.count { $0.problem == "name-taken" } == 9)
    }
  }

  @Test("Orders keep the service type as it was when they were accepted")
  func kept() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await bed.admin.query(
        "update orders.service_type set name = 'New', duration_minutes = 5, packing_list = '{}'")
      let answer = try await bed.get(order.path, as: .client("c1"))
      #expect(answer["service_type_name"] == .string("Shopping"))
      _ = try await bed.cancel(order)
      let event = try await bed.event("order.finished.v1", order)
      #expect(event["packing_list"]?.array?.count == 2)
    }
  }
}
