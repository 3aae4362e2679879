import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("What orders tell packing")
struct TakeOrdersTests {
  @Test("R-150: an accepted order's package says who, for what, by when and what to pack")
  func accepted() async throws {
    try await withPacking { bed in
      let order = bed.order(list: ["gloves", "brush"])
      let answer = try await bed.show(bed.accept(order))
      #expect(answer.status == 200)
      #expect(answer["status"] == "to_pack")
      #expect(answer["worker_id"]?.string == order.workerID.wire)
      #expect(answer["worker_name"] == "Barsik Paws")
      #expect(answer["client_first_name"] == "Murka")
      #expect(answer["service_type_name"] == "Tidying")
      #expect(answer["description"] == "Take the box out")
      #expect(answer["place"] == "Cat Street 9")
      #expect(
        answer["pick_up_at"]?.string
          == Timestamp.format(order.scheduledAt.addingTimeInterval(-3_600)))
      #expect(answer["packing_list"] == ["gloves", "brush", "acceptance form"])
      #expect(answer["outcome"] == .null)
      #expect(try await bed.history(order.orderID) == ["ordered"])
    }
  }

  @Test("packing keeps no phone, e-mail, surname of the client, price or charge")
  func noMore() async throws {
    try await withPacking { bed in
      try await bed.accept(bed.order())
      let rows = try await bed.database.admin.query(
        """
        select to_jsonb(p)::text || to_jsonb(c)::text
          from packing.package p join packing.cookie c on c.package_id = p.id
        """, as: String.self)
      for secret in ["900 111", "secret", "Secretova", "9500", "10000"] {
        #expect(!rows.joined().contains(secret))
      }
    }
  }

  @Test("R-150: the acceptance form is packed once, however the list spells it")
  func acceptanceForm() {
    let bed = TestClock()
    func list(_ things: [String]) -> [String] {
      OrderFacts.sample(at: bed.now, list: things).suppliesList
    }
    #expect(list([]) == ["acceptance form"])
    #expect(list(["Acceptance Form", "mop"]) == ["Acceptance Form", "mop"])
    #expect(list(["mop"]) == ["mop", "acceptance form"])
  }

  @Test("R-074: without the event's own pick-up time, supplies are needed an hour before")
  func usualPickUp() {
    let now = TestClock().now
    let old = OrderFacts.sample(at: now, list: [])
    #expect(old.packedBy == old.scheduledAt.addingTimeInterval(-3_600))
    var new = old
    new.pickUpAt = old.scheduledAt.addingTimeInterval(-600)
    #expect(new.packedBy == new.pickUpAt)
  }

  @Test(
    "an order's end marks its package; told again, or late, nothing changes", arguments: [1, 3])
  func finished(times: Int) async throws {
    try await withPacking { bed in
      let order = bed.order()
      try await bed.accept(order)
      for _ in 0..<times { try await bed.finish(order, .cancelled, version: 2) }
      try await bed.accept(order, isReplayed: true)
      let answer = try await bed.show(order.orderID)
      #expect(answer["outcome"] == "cancelled")
      #expect(answer["version"] == 2)
      #expect(answer["cookie"]?["status"] == "not_ordered")
      #expect(answer["cookie"]?["cause"] == "order_ended")
      #expect(try await bed.history(order.orderID) == ["ordered", "ended"])
    }
  }

  @Test("a late starter that hears only of the end makes the package from it, and no cookie")
  func endOnly() async throws {
    try await withPacking { bed in
      let order = bed.order()
      try await bed.finish(order, .failed, version: 3)
      try await bed.accept(order, version: 1, isReplayed: true)
      let answer = try await bed.show(order.orderID)
      #expect(answer["outcome"] == "failed")
      #expect(answer["worker_name"] == "Barsik Paws")
      #expect(answer["cookie"]?["status"] == "not_ordered")
      #expect(answer["version"] == 1)
      #expect(try await bed.list() == [order.orderID.wire])
    }
  }

  @Test("the end against a clerk against the cookie's arrival, at once: no deadlock, nothing lost")
  func races() async throws {
    try await withPacking { bed in
      for _ in 0..<10 {
        let order = bed.order()
        let id = try await bed.accept(order)
        let statuses = try await atOnce(12) { number -> Int in
          switch number % 3 {
          case 0:
            try await bed.finish(order, .completed, version: 2)
            return 0
          case 1: return try await bed.step("cookie-arrived", id).status
          default: return try await bed.step("ready", id).status
          }
        }
        #expect(statuses.allSatisfy { [0, 200, 409].contains($0) })
        let answer = try await bed.show(id)
        #expect(answer["outcome"] == "completed")
        #expect(answer["cookie"]?["status"] == "arrived")
        let versions = try await bed.history(id).count
        #expect(answer["version"]?.int == versions)
      }
    }
  }
}

extension OrderFacts {
  static func sample(at now: Date, list: [String]) -> OrderFacts {
    OrderFacts(
      orderID: .v7(at: now), clientID: .v7(at: now), clientFirstName: "Murka",
      clientName: "Murka Mews", workerID: .v7(at: now), workerFirstName: "Barsik",
      workerName: "Barsik Paws", serviceTypeID: .v7(at: now), serviceTypeName: "Tidying",
      description: "", place: "", phone: "", email: "", scheduledAt: now, endsAt: now,
      pickUpAt: nil, price: .zero, discountPercent: 0, charge: .zero, earning: nil,
      packingList: list, copyOf: nil, acceptedAt: now)
  }
}
