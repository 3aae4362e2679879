import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("ETags of orders: 304 is never said of one that looks otherwise by now")
struct OrderETagTests {
  /// What the caller has is still so, or else is sent anew.
  private func expectFresh(
    _ known: TestAnswer, _ order: PlacedOrder, as who: Who, _ bed: Testbed
  ) async throws {
    let etag = try #require(known.headers[.eTag])
    let now = try await bed.get(order.path, as: who)
    try #require(now.body != known.body)
    let answer = try await bed.get(order.path, as: who, headers: ["If-None-Match": etag])
    #expect(answer.status == 200)
    #expect(answer.body == now.body)
    let fresh = try #require(now.headers[.eTag])
    #expect(fresh != etag)
    let again = try await bed.get(order.path, as: who, headers: ["If-None-Match": fresh])
    #expect(again.status == 304)
  }

  @Test("a copy changes its original")
  func otherRows() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let ended = try await bed.cancel(order)
      let copy = try await bed.post(
        "\(order.path)/copy", as: .client("c1"),
        ["scheduled_at": bed.form(UUID())["scheduled_at"] ?? .null], key: "k")
      try #require(copy.status == 201)
      try await expectFresh(ended, order, as: .client("c1"), bed)
    }
  }

  @Test("R-140: the phone disappears")
  func phone() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let done = try await bed.complete(order)
      bed.time.advance(by: 7 * 86_400)
      try await expectFresh(done, order, as: .worker(order.worker), bed)
    }
  }

  @Test("R-185: the report becomes late")
  func overdue() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let early = try await bed.get(order.path, as: .manager)
      bed.time.set(order.endsAt + 7_200)
      try await expectFresh(early, order, as: .manager, bed)
    }
  }

  @Test("each viewer has a form of its own")
  func viewers() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let tags = [
        try await bed.get(order.path, as: .client("c1")).headers[.eTag],
        try await bed.get(order.path, as: .worker(order.worker)).headers[.eTag],
        try await bed.get(order.path, as: .manager).headers[.eTag],
      ]
      #expect(Set(tags).count == 3)
      for tag in tags { #expect(tag?.hasPrefix("\"1-") == true) }
    }
  }
}
