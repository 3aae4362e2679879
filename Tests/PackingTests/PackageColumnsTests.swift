import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Packing

/// A package has some twenty columns, and its cookie more, many of one type: two that were swapped
/// would go unseen.
@Suite("Each column of a package")
struct PackageColumnsTests {
  /// What a package gets when its order is heard of, so that a new column must be given a value
  /// here, and what it gets later.
  private static let columns =
    KeepOrder.columns.map(\.key) + [
      "status", "ready_at", "issued_at", "unpacked_at", "version", "change",
    ]

  @Test("is read into the member that is its own")
  func read() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.admin.query(
        """
        insert into packing.package (\(unescaped: Self.columns.joined(separator: ", ")))
        values (\(id(1)), \(id(2)), 'worker name', 'client first', 'service', 'description', 'place',
                \(at(1)), \(at(0)), array['packed'], 'failed', \(at(5)), \(at(2)), 21, 'issued',
                \(at(3)), \(at(4)), \(at(6)), 22, 23)
        """)
      try await db.admin.query(
        """
        insert into packing.cookie
               (id, package_id, status, cause, due_at, needed_at, reference, ordered_at, arrived_at)
        values (\(id(3)), \(id(1)), 'not_ordered', 'too_late', \(at(7)), \(at(1)), 'reference',
                \(at(8)), null)
        """)
      let package = try await found(id(1), in: db)
      #expect([package.id, package.workerID, package.cookie.id] == (1...3).map(id))
      #expect(package.status == .issued && package.outcome == .failed && package.isDone)
      #expect(
        [
          package.workerName, package.clientFirstName, package.serviceTypeName,
          package.description, package.place,
        ] == ["worker name", "client first", "service", "description", "place"])
      #expect(package.packingList == ["packed"])
      #expect(
        [package.pickUpAt, package.scheduledAt, package.createdAt] == [at(0), at(1), at(2)])
      #expect(
        [package.readyAt, package.issuedAt, package.endedAt, package.unpackedAt]
          == [at(3), at(4), at(5), at(6)])
      #expect(package.version == 22 && package.change == 23)
      #expect(package.cookie.status == .notOrdered && package.cookie.cause == .tooLate)
      #expect(package.cookie.dueAt == at(7) && package.cookie.reference == "reference")
      #expect(package.cookie.orderedAt == at(8) && package.cookie.arrivedAt == nil)
      try await db.admin.query(
        "update packing.cookie set status = 'arrived', cause = null, arrived_at = \(at(9))")
      #expect(try await found(id(1), in: db).cookie.arrivedAt == at(9))
    }
  }

  @Test("is written from the value that is its own")
  func written() async throws {
    try await withDatabase(.of("packing")) { db in
      let order = OrderFacts(
        orderID: id(1), clientID: id(9), clientFirstName: "client first",
        clientName: "client name", workerID: id(2), workerFirstName: "worker first",
        workerName: "worker name", serviceTypeID: id(8), serviceTypeName: "service",
        description: "description", place: "place", phone: "phone", email: "email",
        scheduledAt: at(1), endsAt: at(9), pickUpAt: at(0), price: .zero, discountPercent: 0,
        charge: .zero, earning: nil, packingList: ["acceptance form"], copyOf: nil,
        acceptedAt: at(8))
      try await db.app("packing").execute(
        KeepOrder(
          order: order, version: 21, ending: OrderEnding(outcome: .failed, endedAt: at(5)),
          cookieDueAt: at(7), now: at(2)))
      let package = try await found(id(1), in: db)
      #expect([package.id, package.workerID] == [id(1), id(2)])
      #expect(
        [
          package.workerName, package.clientFirstName, package.serviceTypeName,
          package.description, package.place,
        ] == ["worker name", "client first", "service", "description", "place"])
      #expect(package.packingList == ["acceptance form"] && package.outcome == .failed)
      #expect(
        [package.pickUpAt, package.scheduledAt, package.createdAt] == [at(0), at(1), at(2)])
      #expect(package.endedAt == at(5) && package.cookie.dueAt == at(7))
      let versions = try await db.admin.query(
        "select order_version from packing.package", as: Int64.self)
      #expect(versions == [21])
    }
  }

  private func found(_ id: UUID, in db: TestDatabase) async throws -> Package {
    let found = try await db.app("packing").readOne(FindPackage(id: id, workerID: nil))
    return try #require(found)
  }

  private func id(_ number: Int) -> UUID {
    UUID(uuid: (0, 0, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, UInt8(number)))
  }

  /// So many hours after a certain time.
  private func at(_ hours: Double) -> Date {
    Date(timeIntervalSince1970: 1_803_891_600 + hours * 3600)
  }
}
