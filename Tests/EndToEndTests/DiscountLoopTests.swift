import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@Suite("R-040: what a client pays makes the next order cheaper")
struct DiscountLoopTests {
  @Test("from one hundredth to the next, whatever comes twice or late")
  func loop() async throws {
    try await withOrdering { bed in
      let (murka, type) = (bed.client("hcb-1"), try await bed.addServiceType())
      try await bed.addWorkers(30)
      let client = try await bed.registered(murka)
      let steps: [(paid: String, percent: Int)] = [
        ("10000.00", 0), ("10000.01", 5), ("20000.00", 5), ("20000.01", 6), ("80000.00", 11),
        ("80000.01", 12), ("1000000.00", 12),
      ]
      for (version, step) in steps.enumerated() {
        let event = try bed.paid(step.paid, Int64(version + 1), by: client)
        try await bed.hear([event])
        #expect(try await bed.rate(type, of: murka) == step.percent, "\(step.paid)")
        // The same once more, and the one before, which was overtaken.
        let old = try bed.paid(version == 0 ? "50000.00" : "0.00", Int64(version), by: client)
        try await bed.hear([event, old])
        #expect(try await bed.rate(type, of: murka) == step.percent, "after \(step.paid)")
      }
    }
  }

  @Test("and what goes back, dearer again; orders that are accepted keep their rate")
  func reversed() async throws {
    try await withOrdering { bed in
      let (murka, type) = (bed.client("hcb-1"), try await bed.addServiceType())
      try await bed.addWorkers(5)
      let client = try await bed.registered(murka)
      try await bed.hear([bed.paid("9950.00", 1, by: client)])
      let dear = try await bed.order(type, as: murka)
      #expect(dear["charge"] == "100.00")

      try await bed.hear([bed.paid("10050.00", 2, by: client)])
      let cheap = try await bed.order(type, as: murka)
      #expect(cheap["charge"] == "95.00" && cheap["discount_percent"]?.int == 5)
      try await bed.hear([bed.reversed("9950.00", 3, by: client)])
      // The payment once more, behind what took it back.
      try await bed.hear([bed.paid("10050.00", 2, by: client)])
      #expect(try await bed.rate(type, of: murka) == 0)

      let id = try #require(cheap["id"]?.string)
      let kept = try await bed.api.send(.get, "/api/orders/\(id)", as: murka)
      #expect(kept["charge"] == "95.00")
    }
  }
}

extension OrderingBed {
  /// - Returns: the id of a client who signs in.
  fileprivate func registered(_ caller: Caller) async throws -> UUID {
    let own = try await api.send(.get, "/api/clients/me", as: caller)
    return try #require(own["id"]?.string.flatMap { UUID(uuidString: $0) }, "\(own.text)")
  }

  /// The rate of the client's next order, in percent.
  fileprivate func rate(_ serviceType: String, of caller: Caller) async throws -> Int? {
    try await order(serviceType, as: caller)["discount_percent"]?.int
  }

  /// What client billing tells when a client has paid so much in all.
  fileprivate func paid(_ total: String, _ version: Int64, by client: UUID) throws -> Delivery {
    let invoice = UUID.v7(at: time.now)
    return try Delivery(
      ClientInvoicePaid(
        id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whisker",
        email: "murka@cats.example", amount: Money(hundredths: 1), how: "card", left: .zero,
        paidTotal: try #require(Money(total)), paidVersion: version, paidAt: time.now),
      of: invoice, version: 2)
  }

  /// … and when some of it went back.
  fileprivate func reversed(
    _ total: String, _ version: Int64, by client: UUID
  ) throws -> Delivery {
    let invoice = UUID.v7(at: time.now)
    return try Delivery(
      ClientInvoiceReversed(
        id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whisker",
        email: "murka@cats.example", amount: Money(hundredths: 1), cause: .refunded, left: .zero,
        paidTotal: try #require(Money(total)), paidVersion: version, reversedAt: time.now),
      of: invoice, version: 3)
  }

  /// Clients hear of it.
  fileprivate func hear(_ events: [Delivery]) async throws {
    try await core.deliver(events, from: "client_billing", to: "clients")
    try await eventually("clients have heard of it") {
      try await core.admin.query(
        """
        select not exists (select
                           from   clients.inbox i
                           join   clients.inbox_slot s using (source, slot)
                           where  i.position > s.position)
           and not exists (select from clients.inbox_parked)
        """, as: Bool.self) == [true]
    }
  }
}
