import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

/// An order has nearly forty columns, many of one type: two that were swapped would go unseen.
@Suite("Each column of an order")
struct OrderColumnsTests {
  private static let manager = Viewer(.manager, Caller(subject: "boss", roles: [.manager]))

  /// What an order gets when it is placed, so that a new column must be given a value here, and what
  /// it gets later.
  private static let columns =
    InsertOrder.columns.map(\.key) + [
      "status", "outcome", "reason", "note", "ended_by", "check_in_photo_sha256",
      "report_photo_sha256", "started_at", "overdue_at", "ended_at", "version",
    ]

  @Test("is read into the member that is its own")
  func read() async throws {
    try await withDatabase { db in
      try await db.admin.query(
        """
        insert into orders.orders (\(unescaped: Self.columns.joined(separator: ", ")))
        values (\(id(1)), \(id(2)), \(id(3)), \(id(4)), 'description', 'place', 'phone', 'email',
                \(at(1)), 101, 'client first', 'client name', 'worker first', 'worker name',
                'service', array['packed'], \(at(2)), tstzrange(\(at(0)), \(at(2))), 104, 7, 103,
                102, null, \(id(5)), 11, \(at(3)), 'failed', 'failed', 'worker_no_show', 'note',
                'sweeper', 'check-in', 'report', \(at(4)), \(at(5)), \(at(6)), 12)
        """)
      let found = try await db.app("orders").readOne(FindOrder(id: id(1), viewer: Self.manager))
      let order = try #require(found)
      #expect([order.id, order.clientID, order.workerID, order.serviceTypeID] == (1...4).map(id))
      #expect(order.chain == id(5) && order.copyOf == nil)
      #expect(
        [order.description, order.place, order.phone, order.email]
          == ["description", "place", "phone", "email"])
      #expect(
        [
          order.clientFirstName, order.clientName, order.workerFirstName, order.workerName,
          order.serviceTypeName,
        ] == ["client first", "client name", "worker first", "worker name", "service"])
      #expect(order.packingList == ["packed"] && order.endingNote == "note")
      #expect([order.checkInPhoto, order.reportPhoto] == ["check-in", "report"])
      #expect([order.pickUpAt, order.scheduledAt, order.endsAt] == [at(0), at(1), at(2)])
      #expect(order.createdAt == at(3))
      #expect([order.startedAt, order.overdueAt, order.endedAt] == [at(4), at(5), at(6)])
      #expect(
        [order.maxCharge, order.earning, order.charge, order.price]
          == (101...104).map { Money(hundredths: $0) })
      #expect(order.discountPercent == 7)
      #expect([order.pipelineVersion, order.version] == [11, 12])
      #expect(order.status == .failed && order.outcome == .failed)
      #expect(order.reason == .workerNoShow && order.endedBy == .sweeper && order.copyOffered)
    }
  }

  @Test("is written from the value that is its own")
  func written() async throws {
    try await withOrders { bed in
      let worker = try await bed.addWorkers(1)[0]
      try await bed.admin.query("update workers.worker set name = 'Tom Cat'")
      let draft = OrderDraft(
        id: id(1),
        client: OrderingClient(
          id: id(2), firstName: "Murka", lastName: "Mews", isActive: true, paid: .zero,
          openOrders: 0),
        serviceType: ServiceType(
          id: id(4), name: "service", description: "its own", durationMinutes: 60, isActive: true,
          characteristics: [:], packingList: ["packed"], leadMinutes: 0, horizonDays: 60,
          travelMinutes: 30, version: 3),
        description: "description", place: "place", phone: "phone", email: "email",
        times: OrderTimes(scheduledAt: at(1), durationMinutes: 60, travelMinutes: 30),
        maxCharge: Money(hundredths: 101), copyOf: nil, chain: id(5), excludedWorkers: [],
        createdAt: at(0))
      let terms = Terms(price: Money(hundredths: 10_000), discountPercent: 7, earningPercent: 60)
      let statement = InsertOrder(
        draft: draft, discountPercent: 7, offers: [Offer(workerID: worker, terms: terms)],
        pipelineVersion: 1, viewer: Self.manager)
      _ = try await bed.database.withTransaction { try await $0.execute(statement) }
      let row = try await bed.admin.query(
        """
        select concat_ws(' | ', id, client_id, worker_id, service_type_id, status, description,
                         place, phone, email, scheduled_at, max_charge, client_first_name,
                         client_name, worker_first_name, worker_name, service_type_name,
                         packing_list, ends_at, busy, price, discount_percent, charge, earning,
                         chain, pipeline_version, created_at, version)
        from   orders.orders
        """, as: String.self)
      let dates = try await bed.admin.query(
        "select array[\(at(1)), \(at(2)), \(at(0))]::text[], tstzrange(\(at(0.5)), \(at(2)))::text",
        as: [String].self, String.self)[0]
      let expected: [String] =
        [id(1), id(2), worker, id(4)].map(\.wire)
        + ["accepted", "description", "place", "phone", "email", dates.0[0], "101", "Murka"]
        + [
          "Murka Mews", "Tom", "Tom Cat", "service", "{packed}", dates.0[1], dates.1, "10000", "7",
        ]
        + ["9300", "6000", id(5).wire, "1", dates.0[2], "1"]
      #expect(row == [expected.joined(separator: " | ")])
      let history = try await bed.admin.query(
        "select by_role || ' ' || by_subject from orders.order_history", as: String.self)
      #expect(history == ["manager boss"])
    }
  }

  private func id(_ number: Int) -> UUID {
    UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, UInt8(number)))
  }

  /// So many hours after a certain time.
  private func at(_ hours: Double) -> Date {
    Date(timeIntervalSince1970: 1_803_891_600 + hours * 3600)
  }
}
