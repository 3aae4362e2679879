import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

/// That the next order's price follows is in Tests/EndToEndTests (`DiscountLoopTests`).
@Suite("R-040: what a client has paid")
struct PaidTests {
  private enum Kind { case paid, reversed }

  @Test("is a state: the newest counts, whatever comes twice or late")
  func state() async throws {
    try await withClients { clients in
      let id = try #require(UUID(uuidString: try await clients.register("hcb-1")))
      let other = try #require(UUID(uuidString: try await clients.register("hcb-2")))
      let published = try await clients.events().count
      let told: [(kind: Kind, total: String, version: Int64, known: String)] = [
        (.paid, "10000.01", 2, "10000.01"), (.paid, "9950.00", 1, "10000.01"),
        (.paid, "10000.01", 2, "10000.01"), (.reversed, "0.00", 3, "0.00"),
        (.paid, "10000.01", 2, "0.00"), (.reversed, "70.00", 3, "0.00"),
        (.paid, "95.00", 4, "95.00"),
      ]
      for (kind, total, version, known) in told {
        try await clients.hear([event(kind, total, version, of: id)])
        #expect(try await clients.parked() == [])
        let shown = try await clients.api.send(
          .get, "/api/clients/me", as: clients.client("hcb-1"))
        #expect(shown["paid"]?.string == known, "after \(total) in version \(version)")
        #expect(shown["version"]?.int == 1)
      }
      let untouched = try await clients.api.send(
        .get, "/api/clients/\(other.wire)", as: clients.manager)
      #expect(untouched["paid"] == "0.00")
      #expect(try await clients.events().count == published)
    }
  }

  @Test("counts at its newest, in whatever order many tell of it at once")
  func many() async throws {
    try await withClients { clients in
      var ids: [UUID] = []
      for subject in ["hcb-1", "hcb-2", "hcb-3"] {
        ids.append(try #require(UUID(uuidString: try await clients.register(subject))))
      }
      let events = try (1...40 as ClosedRange<Int64>).flatMap { version in
        try ids.map { try event(.paid, "\(version * 100).00", version, of: $0) }
      }
      try await clients.hear((events + events).shuffled())
      #expect(try await clients.parked() == [])
      let paid = try await clients.database.admin.query(
        "select paid, paid_version from clients.client", as: Int64.self, Int64.self)
      #expect(paid.allSatisfy { $0 == (400_000, 40) } && paid.count == 3)
    }
  }

  @Test("waits for a client who is not registered, and holds up nobody else")
  func unknown() async throws {
    try await withClients { clients in
      let known = try #require(UUID(uuidString: try await clients.register("hcb-1")))
      let unknown = UUID.v7(at: clients.clock.now)
      try await clients.hear([
        event(.paid, "95.00", 1, of: unknown), event(.paid, "100.00", 1, of: known),
      ])
      let causes = try await clients.parked()
      #expect(causes.count == 1 && causes[0].contains("no client \(unknown.wire) is registered"))
      let admin = clients.database.admin
      #expect(try await clients.paid() == 10_000)

      try await admin.query(
        "update clients.client set id = \(unknown), paid = 0, paid_version = 0")
      try await admin.query("update clients.inbox_parked set retry_at = now()")
      try await eventually("it is tried again") { try await clients.parked() == [] }
      #expect(try await clients.paid() == 9_500)
    }
  }

  private func event(
    _ kind: Kind, _ total: String, _ version: Int64, of client: UUID
  ) throws -> Delivery {
    let (invoice, total) = (UUID(), try #require(Money(total)))
    switch kind {
    case .paid:
      return try Delivery(
        ClientInvoicePaid(
          id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whisker",
          email: "murka@cats.example", amount: total, how: "card", left: .zero,
          paidTotal: total, paidVersion: version, paidAt: Date(timeIntervalSince1970: 0)),
        of: invoice, version: 2)
    case .reversed:
      return try Delivery(
        ClientInvoiceReversed(
          id: invoice, number: "C-2027-000001", clientID: client, clientName: "Murka Whisker",
          email: "murka@cats.example", amount: total, cause: .returned, left: total,
          paidTotal: total, paidVersion: version, reversedAt: Date(timeIntervalSince1970: 0)),
        of: invoice, version: 3)
    }
  }
}

extension Fixture {
  /// Client billing tells it; it is handled, or parked.
  fileprivate func hear(_ events: [Delivery]) async throws {
    try await database.deliver(events, from: "client_billing", to: "clients")
    try await eventually("they are handled") { try await handled() }
  }

  fileprivate func handled() async throws -> Bool {
    try await database.admin.query(
      """
      select not exists (select
                         from   clients.inbox i
                         join   clients.inbox_slot s using (source, slot)
                         where  i.position > s.position)
      """, as: Bool.self) == [true]
  }

  /// By the only client, in hundredths.
  fileprivate func paid() async throws -> Int64? {
    try await database.admin.query("select paid from clients.client", as: Int64.self).first
  }

  /// Why events wait.
  fileprivate func parked() async throws -> [String] {
    try await database.admin.query("select cause from clients.inbox_parked", as: String.self)
  }
}
