import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-020: quotes")
struct QuoteTests {
  @Test("A quote tells price, discount, charge and the times on offer, and keeps nothing")
  func quote() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1", paid: "25000.00")
      let type = try await bed.addServiceType()
      let answer = try await bed.post(
        "/api/quotes", as: .client("c1"), ["service_type_id": .string(type.wire)])
      #expect(answer.status == 200)
      #expect(answer["price"] == .string("100.00"))
      #expect(answer["discount_percent"] == 6)
      #expect(answer["charge"] == .string("94.00"))
      // the next step is what exceeds 30 000.
      #expect(answer["missing_for_next_discount"] == .string("5000.01"))
      #expect(answer["earliest_at"] == .string(Timestamp.format(bed.now + 7_200)))
      #expect(answer["latest_at"] == .string(Timestamp.format(bed.now + 60 * 86_400)))
      let times = answer["times"]?.array?.compactMap { $0.string.flatMap(Timestamp.parse) } ?? []
      #expect(times.count == 48)
      // The quoted charge as max_charge is accepted at a quoted time.
      try await bed.addWorkers(1)
      let hours = times[0].timeIntervalSince(bed.now) / 3_600
      let order = try await bed.post(
        "/api/orders", as: .client("c1"),
        bed.form(type, inHours: hours, [.init("max_charge", "94.00")]), key: "k")
      #expect(order.status == 201)
      #expect(order["charge"] == .string("94.00"))
    }
  }

  @Test("Times from a given instant on; at the horizon they end")
  func pages() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      let type = try await bed.addServiceType()
      let from = bed.now + 60 * 86_400 - 3_600
      let answer = try await bed.post(
        "/api/quotes", as: .client("c1"),
        ["service_type_id": .string(type.wire), "from": .string(Timestamp.format(from))])
      let times = answer["times"]?.array?.compactMap { $0.string.flatMap(Timestamp.parse) } ?? []
      #expect(times.count == 2)
      #expect(times.allSatisfy { from <= $0 && $0 <= bed.now + 60 * 86_400 })
    }
  }

  @Test("No quote for strangers, the inactive, and services that are not on offer")
  func refused() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addClient("c2", isActive: false)
      let type = JSONValue.string(try await bed.addServiceType().wire)
      let old = JSONValue.string(try await bed.addServiceType([.init("active", false)]).wire)
      func quote(_ subject: String, _ type: JSONValue) async throws -> String? {
        try await bed.post(
          "/api/quotes", as: .client(subject), ["service_type_id": type]
        ).problem
      }
      #expect(try await quote("c3", type) == "client-not-registered")
      #expect(try await quote("c2", type) == "client-inactive")
      #expect(try await quote("c1", old) == "service-not-offered")
      #expect(try await quote("c1", type) == nil)
    }
  }
}
