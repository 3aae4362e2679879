import Contracts
import FoundationEssentials
import HTTPTypes
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("What orders and packing tell quality control")
struct TakeOrdersTests {
  @Test(
    "R-200: each order that was cancelled or has failed has one review, due three days after its end, completed ones none; replays change nothing"
  )
  func automatic() async throws {
    try await withQuality { bed in
      var ends: [OrderFinished] = []
      for outcome in OrderOutcome.allCases {
        let end = bed.end(of: bed.order(), outcome)
        try await bed.deliver(end)
        ends.append(end)
      }
      try await bed.drain()
      let found = try await bed.database.admin.query(
        """
        select o.outcome, r.origin, r.due_at - o.ended_at = interval '3 days'
        from   quality.known_order o
        join   quality.review      r using (order_id)
        order  by o.outcome
        """, as: String.self, String.self, Bool.self)
      #expect(found.map(\.0) == ["cancelled", "failed"])
      #expect(found.allSatisfy { $0.1 == "automatic" && $0.2 })

      let before = try await bed.everything()
      bed.time.advance(by: 60)
      for end in ends { try await bed.deliver(end) }
      try await bed.drain()
      #expect(try await bed.everything() == before)
      #expect(before.contains("Take the box out") && !before.contains("secret.example"))

      // Nor is there another one once it is closed.
      try await bed.database.admin.query(
        """
        update quality.review
        set    state = 'closed', taken_at = due_at, closed_at = due_at, closed_by = id,
               findings = 'x', cause = 'other', nothing_for_client = true, nothing_for_worker = true
        """)
      for end in ends { try await bed.hear(end) }
      let reviews = try await bed.database.admin.query(
        "select count(*) from quality.review", as: Int.self)
      #expect(reviews == [2])
    }
  }

  @Test("a package may be heard of before its order: the timeline is by when it happened")
  func timeline() async throws {
    try await withQuality { bed in
      let order = bed.order()
      let package = PackageFacts(
        orderID: order.orderID, workerID: order.workerID, workerName: order.workerName,
        clientFirstName: order.clientFirstName, serviceTypeName: order.serviceTypeName,
        description: order.description, place: order.place, scheduledAt: order.scheduledAt,
        pickUpAt: order.scheduledAt, packingList: order.packingList)
      func at(_ minutes: Double) -> Date { order.acceptedAt.addingTimeInterval(minutes * 60) }
      let packing = "packing"
      let issued = PackageIssued(package, .init(issuedAt: at(4), clerkID: "clerk 2"))
      let ready = PackageReady(package, .init(readyAt: at(1), clerkID: "clerk 1"))
      let back = PackageTakenBack(
        package, .init(takenBackAt: at(3), clerkID: "clerk 3", step: .ready))
      try await bed.deliver(issued, of: order, 4, packing)
      try await bed.deliver(ready, of: order, 2, packing)
      try await bed.deliver(back, of: order, 3, packing)
      try await bed.drain()
      let end = bed.end(of: order, .failed)
      let overdue = bed.overdue(order, at: order.scheduledAt.addingTimeInterval(900))
      let started = OrderStarted(
        order, .init(startedAt: order.scheduledAt, checkInPhoto: bed.photo("check-in")))
      let accepted = OrderAccepted(order, .init())
      try await bed.deliver(end)
      try await bed.deliver(overdue, of: order, 2)
      try await bed.deliver(started, of: order, 2)
      try await bed.deliver(accepted, of: order, 1)
      try await bed.drain()

      let parked = try await bed.database.admin.query(
        "select count(*) from quality.inbox_parked", as: Int.self)
      #expect(parked == [0])
      let tom = try await bed.manager()
      let id = try await bed.database.admin.query("select id from quality.review", as: UUID.self)
      let answer = try await bed.review(.get, "/\(#require(id.first).wire)", as: tom)
      #expect(answer.status == 200, "\(answer.text)")
      let steps = answer["timeline"]?.array ?? []
      #expect(
        steps.map { $0["kind"]?.string } == [
          "accepted", "ready", "taken_back", "issued", "started", "overdue", "ended",
        ])
      try #require(steps.count == 7)
      #expect(steps[1]["by_id"] == "clerk 1" && steps[1]["by_role"] == "clerk")
      #expect(steps[2]["step"] == "ready")
      #expect(steps[4]["check_in_photo"]?["path"] == "/api/orders/1/photos/check-in")
      #expect(steps[5]["fails_at"]?.string == Timestamp.format(order.endsAt))
      #expect(steps[6]["outcome"] == "failed" && steps[6]["reason"] == "not_done")
      #expect(steps[6]["note"] == "A long story" && steps[6]["by_role"] == "worker")
      #expect(steps[6]["report_photo"]?["path"] == "/api/orders/1/photos/report")
      #expect(answer["order"]?["outcome"] == "failed", "the newest state stays")
      #expect(answer["order"]?["phone"] == "+7 900 111-22-33")

      // Heard again, in either order, none of the seven changes a row.
      let before = try await bed.everything()
      bed.time.advance(by: 60)
      let again = [
        bed.again(issued, of: order, 4) { $0.take($1, in: $2) },
        bed.again(ready, of: order, 2) { $0.take($1, in: $2) },
        bed.again(back, of: order, 3) { $0.take($1, in: $2) },
        bed.again(end, of: order, 3) { $0.take($1, in: $2) },
        bed.again(overdue, of: order, 2) { $0.take($1, in: $2) },
        bed.again(started, of: order, 2) { $0.take($1, in: $2) },
        bed.again(accepted, of: order, 1) { $0.take($1, in: $2) },
      ]
      for hear in again + again.reversed() { try await hear() }
      #expect(try await bed.everything() == before)
    }
  }

  @Test("what happened at the same instant is in the order of an order's life")
  func sameInstant() async throws {
    try await withQuality { bed in
      let order = bed.order()
      let end = bed.end(of: order, .failed)
      try await bed.deliver(end)
      try await bed.deliver(bed.overdue(order, at: end.told.endedAt), of: order, 2)
      try await bed.drain()
      let steps = try await bed.quality.database.read(ListTimeline(order: order.orderID))
      #expect(steps.map(\.kind) == [.overdue, .ended])
    }
  }

  @Test(
    "phone and description are forgotten after 365 days, and nothing else; replays bring back neither"
  )
  func forgetting() async throws {
    try await withQuality { bed in
      let (order, _) = try await bed.ended()
      let open = bed.order()
      let accepted = Event(
        id: .v7(at: bed.time.now), subject: open.orderID, version: 1, time: bed.time.now,
        payload: OrderAccepted(open, .init()))
      try await bed.quality.database.withTransaction { bed.quality.take(accepted, in: $0) }
      let before = try await bed.order(order.orderID)
      bed.time.advance(by: 365 * 86_400 + 1_800)
      try await bed.quality.forgetting.round()
      #expect(try await bed.order(order.orderID).phone == "+7 900 111-22-33", "it ended later")
      bed.time.advance(by: 3_600)
      try await bed.quality.forgetting.round()
      let after = try await bed.order(order.orderID)
      #expect(after.phone == nil && after.description == nil)
      #expect(after.clientName == before.clientName && after.place == before.place)
      #expect(try await bed.order(open.orderID).phone == "+7 900 111-22-33", "it has not ended")
      try await bed.hear(bed.end(of: order, .failed))
      #expect(try await bed.order(order.orderID).phone == nil)
    }
  }
}

extension QualityBed {
  fileprivate func deliver(_ end: OrderFinished) async throws {
    try await deliver(end, of: end.facts, 3)
  }

  fileprivate func deliver(
    _ payload: some EventPayload, of order: OrderFacts, _ version: Int64,
    _ source: String = "orders"
  ) async throws {
    try await database.deliver(
      payload, of: order.orderID, version: version, from: source, to: "quality")
  }

  fileprivate func overdue(_ order: OrderFacts, at instant: Date) -> OrderOverdue {
    OrderOverdue(
      order,
      .init(
        startedAt: order.scheduledAt, checkInPhoto: photo("check-in"), overdueAt: instant,
        failsAt: order.endsAt))
  }

  /// Has quality control hear of something, past its inbox, which would know it.
  fileprivate func again<Payload: EventPayload>(
    _ payload: Payload, of order: OrderFacts, _ version: Int64,
    _ take: @escaping @Sendable (QualityModule, Event<Payload>, Transaction) -> Void
  ) -> @Sendable () async throws -> Void {
    let event = Event(
      id: .v7(at: time.now), subject: order.orderID, version: version, time: time.now,
      payload: payload)
    return { try await quality.database.withTransaction { take(quality, event, $0) } }
  }

  fileprivate func order(_ id: UUID) async throws -> KnownOrder {
    try #require(try await quality.database.readOne(FindOrder(id: id)))
  }

  /// Every row that an event can write.
  fileprivate func everything() async throws -> String {
    try await database.admin.query(
      """
      select (select string_agg(to_jsonb(o)::text, ' ' order by order_id) from quality.known_order o)
             || (select string_agg(to_jsonb(t)::text, ' ' order by id) from quality.timeline t)
             || (select string_agg(to_jsonb(r)::text, ' ' order by id) from quality.review r)
             || (select coalesce(string_agg(to_jsonb(h)::text, ' ' order by review_id, version), '')
                 from quality.review_history h)
             || (select coalesce(string_agg(to_jsonb(p)::text, ' ' order by kind, id), '')
                 from quality.person p)
      """, as: String.self
    ).joined()
  }
}
