import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Copies of orders")
struct CopyOrderTests {
  private func copy(
    _ order: PlacedOrder, _ bed: Testbed, as who: Who = .client("c1"), inHours hours: Double = 30,
    key: String = UUID().uuidString
  ) async throws -> TestAnswer {
    let time = Timestamp.format(bed.now.addingTimeInterval(hours * 3_600))
    return try await bed.post(
      "\(order.path)/copy", as: who, ["scheduled_at": .string(time)], key: key)
  }

  private func cancel(_ order: PlacedOrder, _ bed: Testbed) async throws {
    let answer = try await bed.cancel(order)
    try #require(answer.status == 200)
  }

  private func fail(_ order: PlacedOrder, _ bed: Testbed) async throws {
    let answer = try await bed.post(
      "\(order.path)/fail", as: .worker(order.worker), ["reason": "worker_cannot_come"])
    try #require(answer.status == 200)
  }

  @Test("R-132: a copy has everything of the original but the date, and is priced anew")
  func copied() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await cancel(order, bed)
      try await bed.admin.query("update clients.client set paid = 1000001")
      let answer = try await copy(order, bed)
      #expect(answer.status == 201)
      let copied = try PlacedOrder(answer)
      #expect(answer.headers[.location] == copied.path)
      #expect(answer["copy_of"] == .string(order.id.wire))
      for (name, value) in [
        ("description", "Buy fish"), ("place", "Roof 7"), ("phone", "+7 900 100 20 30"),
        ("email", "murka@cats.example"), ("charge", "95.00"),
      ] {
        #expect(answer[name] == .string(value))
      }
      #expect(copied.scheduledAt == bed.now + 30 * 3_600)
      let event = try await bed.event("order.accepted.v1", copied)
      #expect(event["copy_of"] == .string(order.id.wire))
      // the original stays charged.
      #expect(try await bed.get(order.path, as: .client("c1"))["charge"] == .string("100.00"))
    }
  }

  @Test("R-132: once while the copy is open")
  func onceWhileOpen() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      #expect(try await copy(order, bed).problem == "order-open")
      try await cancel(order, bed)
      let first = try PlacedOrder(try await copy(order, bed))
      #expect(try await bed.get(order.path, as: .client("c1"))["copy_offered"] == .bool(false))
      #expect(try await copy(order, bed).problem == "copy-open")
      try await cancel(first, bed)
      #expect(try await bed.get(order.path, as: .client("c1"))["copy_offered"] == .bool(true))
      #expect(try await copy(order, bed).status == 201)
    }
  }

  @Test("R-132: twenty copies at once make one")
  func race() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 5)
      try await cancel(order, bed)
      let answers = try await atOnce(20) { _ in try await copy(order, bed) }
      #expect(answers.count { $0.status == 201 } == 1)
      #expect(answers.count { $0.problem == "copy-open" } == 19)
      #expect(try await bed.count("orders") == 2)
    }
  }

  @Test(
    "R-132: never to a worker by whom an order of the chain failed; a cancelled one excludes nobody"
  )
  func chain() async throws {
    try await withOrders { bed in
      let first = try await bed.placedOrder(workers: 3)
      try await fail(first, bed)
      let second = try PlacedOrder(try await copy(first, bed))
      #expect(second.worker != first.worker)
      try await fail(second, bed)
      let third = try PlacedOrder(try await copy(second, bed))
      #expect(![first.worker, second.worker].contains(third.worker))
      try await cancel(third, bed)
      let fourth = try PlacedOrder(try await copy(third, bed))
      #expect(fourth.worker == third.worker)
      try await fail(fourth, bed)
      #expect(try await copy(fourth, bed).problem == "no-worker-free")
    }
  }

  @Test("R-130: a no-show's worker is not sent again")
  func noShow() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 2)
      bed.time.set(order.scheduledAt + 1_800)
      try await bed.orders.sweeper.sweep()
      let copied = try PlacedOrder(try await copy(order, bed))
      #expect(copied.worker != order.worker)
    }
  }

  @Test("R-132: any ended order can be copied, a completed one too")
  func completed() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      _ = try await bed.complete(order)
      #expect(try await copy(order, bed, as: .manager).status == 201)
    }
  }

  @Test("A copy needs a key, and the same key gives the first answer again")
  func keys() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await cancel(order, bed)
      let body: JSONValue = ["scheduled_at": .string(Timestamp.format(bed.now + 90_000))]
      let without = try await bed.post("\(order.path)/copy", as: .client("c1"), body)
      #expect(without.status == 400)
      let first = try await copy(order, bed, key: "k")
      let again = try await copy(order, bed, key: "k")
      #expect(again.body == first.body)
      #expect(again.status == 201)
    }
  }

  @Test("R-020, R-021, R-050: what holds for new orders holds for copies")
  func sameRules() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      try await cancel(order, bed)
      #expect(try await copy(order, bed, inHours: 1).problem == "time-not-offered")
      let time = JSONValue.string(Timestamp.format(bed.now + 90_000))
      let dear = try await bed.post(
        "\(order.path)/copy", as: .client("c1"),
        ["scheduled_at": time, "max_charge": "1.00"], key: "dear")
      #expect(dear.problem == "charge-above-limit")
      try await bed.admin.query("update orders.service_type set active = false")
      #expect(try await copy(order, bed).problem == "service-not-offered")
      try await bed.admin.query("update orders.service_type set active = true")
      try await bed.admin.query("update clients.client set active = false")
      #expect(try await copy(order, bed).problem == "client-inactive")
    }
  }
}
