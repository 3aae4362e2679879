import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("How many orders of one client may be open")
struct OpenOrdersMaxTests {
  private func place(_ bed: Testbed, _ type: UUID, _ key: String) async throws -> TestAnswer {
    try await bed.post("/api/orders", as: .client("c1"), bed.form(type), key: key)
  }

  @Test("Beyond it nothing is ordered until one has ended; what was answered is answered again")
  func maximum() async throws {
    try await withOrders {
      $0.openOrdersMax = 2
    } _: { bed in
      try await bed.addClient("c1")
      try await bed.addClient("c2")
      try await bed.addWorkers(5)
      let type = try await bed.addServiceType()
      let first = try await bed.place(type)
      #expect(try await place(bed, type, "second").status == 201)
      let refused = try await place(bed, type, "third")
      #expect(refused.status == 409)
      #expect(refused.problem == "too-many-open-orders")
      #expect(refused["maximum"] == 2)
      #expect(try await place(bed, type, "second").status == 201)
      // Others are not held up by it, and a quote promises nothing.
      _ = try await bed.place(type, as: "c2")
      let quote = try await bed.post(
        "/api/quotes", as: .client("c1"), ["service_type_id": .string(type.wire)])
      #expect(quote.status == 200)
      _ = try await bed.cancel(first)
      #expect(try await place(bed, type, "third").status == 201)
    }
  }

  @Test("A copy is one more, whoever asks for it")
  func copies() async throws {
    try await withOrders {
      $0.openOrdersMax = 1
    } _: { bed in
      let order = try await bed.placedOrder(workers: 2)
      _ = try await bed.cancel(order)
      let type = try await bed.addServiceType()
      _ = try await bed.place(type)
      let time = JSONValue.string(Timestamp.format(bed.now + 90_000))
      for who in [Who.client("c1"), .manager] {
        let copy = try await bed.post(
          "\(order.path)/copy", as: who, ["scheduled_at": time], key: "k")
        #expect(copy.problem == "too-many-open-orders")
      }
    }
  }

  @Test("0: there is no such number")
  func none() async throws {
    try await withOrders {
      $0.openOrdersMax = 0
    } _: { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(25)
      let type = try await bed.addServiceType()
      for _ in 0..<25 { _ = try await bed.place(type) }
      #expect(try await bed.count("orders") == 25)
    }
  }
}
