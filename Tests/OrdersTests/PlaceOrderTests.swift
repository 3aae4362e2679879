import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Placing orders")
struct PlaceOrderTests {
  @Test("R-072: an order is matched, priced and accepted at once, and everything goes with it")
  func place() async throws {
    try await withOrders { bed in
      let client = try await bed.addClient("c1", paid: "10000.01")
      let workers = try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type), key: "k1")
      #expect(answer.status == 201)
      let order = try PlacedOrder(answer)
      #expect(answer.headers[.location] == order.path)
      #expect(answer.headers[.eTag]?.hasPrefix("\"1-") == true)
      #expect(answer["status"] == .string("accepted"))
      #expect(answer["client_id"] == .string(client.wire))
      #expect(answer["worker_id"] == .string(workers[0].wire))
      #expect(answer["worker_first_name"] == .string("Barsik0"))
      #expect(answer["price"] == .string("100.00"))
      #expect(answer["discount_percent"] == 5)
      #expect(answer["charge"] == .string("95.00"))
      #expect(answer["created_at"] == .string(Timestamp.format(bed.now)))
      #expect(order.endsAt == order.scheduledAt + 3_600)
      #expect(try await bed.events(order) == ["order.accepted.v1"])
      #expect(try await bed.history(order) == ["accepted client"])
      #expect(try await bed.count("match_trace") == 1)
    }
  }

  @Test("The event carries all that a consumer needs")
  func event() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let event = try await bed.event("order.accepted.v1", order)
      #expect(event["order_id"] == .string(order.id.wire))
      #expect(event["client_name"] == .string("Murka Ivanova"))
      #expect(event["worker_name"] == .string("Barsik0 Petrov0"))
      #expect(event["service_type_name"] == .string("Shopping"))
      #expect(event["packing_list"] == ["bag", "acceptance form"])
      #expect(event["place"] == .string("Roof 7"))
      #expect(event["phone"] == .string("+7 900 100 20 30"))
      #expect(event["email"] == .string("murka@cats.example"))
      #expect(event["charge"] == .string("100.00"))
      #expect(event["accepted_at"] == .string(Timestamp.format(bed.now)))
    }
  }

  @Test(
    "R-040: the rate follows the money paid",
    arguments: [
      ("10000.00", 0), ("10000.01", 5), ("20000.00", 5), ("20000.01", 6), ("80000.01", 12),
      ("990000.00", 12),
    ])
  func discount(paid: String, percent: Int) async throws {
    try await withOrders { bed in
      try await bed.addClient("c1", paid: paid)
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type), key: "k1")
      #expect(answer["discount_percent"]?.int == percent)
      #expect(answer["charge"] == .string("\(100 - percent).00"))
    }
  }

  @Test("R-040: the rate is fixed when the order is accepted")
  func discountIsFixed() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await bed.admin.query("update clients.client set paid = 99999999")
      let answer = try await bed.get(order.path, as: .client("c1"))
      #expect(answer["charge"] == .string("100.00"))
    }
  }

  @Test("R-050: dearer than max_charge, nothing is accepted and the new charge is told")
  func maxCharge() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let refused = try await bed.post(
        "/api/orders", as: .client("c1"),
        bed.form(type, [.init("max_charge", "99.99")]), key: "k1")
      #expect(refused.status == 409)
      #expect(refused.problem == "charge-above-limit")
      #expect(refused["charge"] == .string("100.00"))
      for table in ["orders", "outbox", "order_history", "idempotency"] {
        #expect(try await bed.count(table) == 0)
      }
      // Nothing was kept for the key either: the same request may be tried again.
      let accepted = try await bed.post(
        "/api/orders", as: .client("c1"),
        bed.form(type, [.init("max_charge", "100.00")]), key: "k1")
      #expect(accepted.status == 201)
    }
  }

  @Test("R-050: the formula is one replaceable piece of code, and may look at who comes")
  func formula() async throws {
    let formula = PriceFormula {
      $0.workerID == nil ? Money(hundredths: 1) : Money(hundredths: 333)
    }
    try await withOrders(formula: formula) { bed in
      try await bed.addClient("c1", paid: "10000.01")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type), key: "k1")
      #expect(answer["price"] == .string("3.33"))
      #expect(answer["charge"] == .string("3.16"))
      let order = try PlacedOrder(answer)
      #expect(
        try await bed.get(order.path, as: .worker(order.worker))["earning"] == .string("2.00"))
    }
  }

  @Test("A client who is not registered is told how to register")
  func unknownClient() async throws {
    try await withOrders { bed in
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/orders", as: .client("stranger"), bed.form(type), key: "k1")
      #expect(answer.status == 403)
      #expect(answer.problem == "client-not-registered")
      #expect(answer["detail"]?.string?.contains("GET /api/clients/me") == true)
    }
  }

  @Test("A client who is not active orders nothing")
  func inactiveClient() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1", isActive: false)
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type), key: "k1")
      #expect(answer.status == 403)
      #expect(answer.problem == "client-inactive")
    }
  }

  @Test("R-020: only times on offer can be ordered", arguments: [1.99, 2, 1_440, 1_440.01])
  func times(hours: Double) async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type, inHours: hours), key: "k1")
      if (2...1_440).contains(hours) {
        #expect(answer.status == 201)
      } else {
        #expect(answer.status == 409)
        #expect(answer.problem == "time-not-offered")
        #expect(
          answer["earliest_at"]?.string == Timestamp.format(bed.now.addingTimeInterval(7_200)))
      }
    }
  }

  @Test("R-021: a service type that is not active, or is none, cannot be ordered")
  func inactiveServiceType() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      let inactive = try await bed.addServiceType([.init("active", false)])
      for type in [inactive, UUID.v7(at: bed.now)] {
        let answer = try await bed.post(
          "/api/orders", as: .client("c1"), bed.form(type), key: UUID().uuidString)
        #expect(answer.status == 409)
        #expect(answer.problem == "service-not-offered")
      }
    }
  }

  @Test("All mistakes of a form are told at once")
  func mistakes() async throws {
    try await withOrders { bed in
      let answer = try await bed.post(
        "/api/orders", as: .client("c1"),
        [
          "service_type_id": "7", "description": " ", "phone": "call me", "email": "murka",
          "scheduled_at": "tomorrow", "max_charge": 95, "price": "1.00",
        ], key: "k1")
      #expect(answer.status == 400)
      #expect(
        Set(answer.mistakes) == [
          "/service_type_id", "/description", "/place", "/phone", "/email", "/scheduled_at",
          "/max_charge", "/price",
        ])
    }
  }

  @Test("R-073: when all are busy, 409 with up to three later times")
  func nobodyFree() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let type = try await bed.addServiceType()
      try await bed.addClient("c2")
      let answer = try await bed.post(
        "/api/orders", as: .client("c2"), bed.form(type), key: "k2")
      #expect(answer.status == 409)
      #expect(answer.problem == "no-worker-free")
      let times = answer["later_times"]?.array?.compactMap { $0.string.flatMap(Timestamp.parse) }
      let later = try #require(times)
      #expect(later.count == 3)
      // Free from an hour's travel after the other order's end.
      #expect(later.allSatisfy { $0 >= order.endsAt + 3_600 })
      let hours = later[0].timeIntervalSince(bed.now) / 3_600
      _ = try await bed.place(type, as: "c2", inHours: hours)
    }
  }

  @Test("R-074: back to back is no overlap, travel included")
  func backToBack() async throws {
    try await withOrders { bed in
      let first = try await bed.placedOrder()
      let type = try await bed.addServiceType()
      let second = try await bed.place(type, inHours: 26)
      #expect(second.worker == first.worker)
      let between = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type, inHours: 25.99), key: "k")
      #expect(between.problem == "no-worker-free")
    }
  }
}

@Suite("Idempotency of orders")
struct PlaceOrderIdempotencyTests {
  @Test("Without Idempotency-Key an order is refused")
  func missing() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      let type = try await bed.addServiceType()
      let answer = try await bed.post("/api/orders", as: .client("c1"), bed.form(type))
      #expect(answer.status == 400)
    }
  }

  @Test("The same key with the same request gives the first answer again, whatever has changed")
  func replay() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(2)
      let type = try await bed.addServiceType()
      let form = bed.form(type)
      let first = try await bed.post("/api/orders", as: .client("c1"), form, key: "k1")
      bed.time.advance(by: 23 * 3_600)
      try await bed.admin.query("update clients.client set active = false")
      let second = try await bed.post("/api/orders", as: .client("c1"), form, key: "\"k1\"")
      #expect(second.status == 201)
      #expect(second.body == first.body)
      #expect(second.headers[.location] == first.headers[.location])
      #expect(second.headers[.replayed] == "true")
      #expect(first.headers[.replayed] == nil)
      #expect(try await bed.count("orders") == 1)
    }
  }

  @Test("The same key with another request is refused; another client's key is another key")
  func reused() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addClient("c2")
      try await bed.addWorkers(2)
      let type = try await bed.addServiceType()
      _ = try await bed.place(type, key: "k1")
      let other = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type, inHours: 48), key: "k1")
      #expect(other.status == 422)
      _ = try await bed.place(type, as: "c2", inHours: 48, key: "k1")
    }
  }

  @Test("The same request fifty times at once makes one order")
  func fifty() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(5)
      let type = try await bed.addServiceType()
      let form = bed.form(type)
      let answers = try await atOnce(50) { _ in
        try await bed.post("/api/orders", as: .client("c1"), form, key: "k1")
      }
      let accepted = answers.filter { $0.status == 201 }
      #expect(Set(accepted.map(\.body)).count == 1)
      for answer in answers where answer.status != 201 {
        #expect(answer.problem == "request-in-flight")
      }
      #expect(try await bed.count("orders") == 1)
    }
  }

  @Test("An effect that is rolled back leaves neither an order nor an answer")
  func rolledBack() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      // The last statement of the transaction fails, as a crash before the commit would.
      try await bed.admin.query("alter table orders.idempotency add constraint down check (false)")
      let failed = try await bed.post(
        "/api/orders", as: .client("c1"), bed.form(type), key: "k1")
      #expect(failed.status == 500)
      for table in ["orders", "outbox", "order_history", "match_trace"] {
        #expect(try await bed.count(table) == 0)
      }
      try await bed.admin.query("alter table orders.idempotency drop constraint down")
      _ = try await bed.place(type, key: "k1")
    }
  }
}
