import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("R-300, R-302, R-303, R-306: which event makes which mail to whom")
struct TakeEventsTests {
  @Test("accepted: to the client that it stands, to the worker the job, to supplies a package")
  func accepted() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      try await bed.accept(order)
      #expect(
        try await bed.mails() == [
          "new-job worker queued", "new-package department queued", "order-stands client queued",
        ])
      let rows = try await bed.database.admin.query(
        """
        select address, expires_at, occurred_at
        from   notifications.message
        order  by template
        """, as: String.self, Date.self, Date.self)
      #expect(rows.map(\.0) == [Fixture.worker, Fixture.supplies, Fixture.client])
      #expect(rows.allSatisfy { $0.1 == order.scheduledAt && $0.2 == order.acceptedAt })
    }
  }

  @Test("without an address for it, the department gets none")
  func noDepartment() async throws {
    try await withNotifications(change: { $0.packagesTo = nil }) { bed in
      try await bed.accept(bed.order())
      #expect(try await bed.mails().count == 2)
    }
  }

  @Test(
    "an order's end is told to both by its outcome",
    arguments: [
      (OrderOutcome.completed, "done", "job-done"),
      (.cancelled, "cancelled", "job-cancelled"), (.failed, "failed", "job-failed"),
    ])
  func finished(outcome: OrderOutcome, client: String, worker: String) async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      try await bed.finish(order, outcome)
      #expect(
        try await bed.mails() == ["\(client) client queued", "\(worker) worker queued"])
    }
  }

  @Test("a check-in is news for four hours, a late report for a day, an end for a week")
  func ages() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.start(order)
      try await bed.tell(
        OrderOverdue(
          order,
          .init(
            startedAt: bed.time.now, checkInPhoto: .sample, overdueAt: bed.time.now,
            failsAt: bed.time.now.addingTimeInterval(7_200))), of: order.orderID, version: 3)
      try await bed.finish(bed.order(), .completed)
      let ages = try await bed.database.admin.query(
        """
        select template, extract(epoch from expires_at - occurred_at)::int8 / 3600
        from   notifications.message
        """, as: String.self, Int64.self)
      #expect(
        Dictionary(ages) { one, _ in one } == [
          "checked-in": 4, "report-late": 24, "done": 168, "job-done": 168,
        ])
    }
  }

  @Test("replays, duplicates and backfills of what is known make nothing twice")
  func once() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      for _ in 0..<3 {
        try await bed.accept(order)
        try await bed.makeReady(order)
        try await bed.start(order)
        bed.time.advance(by: 60)
      }
      #expect(try await bed.mails().count == 5)
      try await bed.round()
      for _ in 0..<2 {
        try await bed.accept(order)
        try await bed.round()
      }
      #expect(bed.office.received.count == 5)
      // The same again, in another version, is news.
      try await bed.makeReady(order, version: 4)
      #expect(try await bed.mails().count == 6)
    }
  }

  @Test("what is too old when it is heard of is written down, and not sent")
  func tooOld() async throws {
    try await withNotifications { bed in
      let (order, old) = (bed.order(), bed.order(hours: 1))
      bed.time.set(old.scheduledAt)
      try await bed.accept(old)
      #expect(try await bed.mails().allSatisfy { $0.hasSuffix("expired too_old") })
      try await bed.accept(order)
      try await bed.round()
      #expect(Set(bed.office.taken) == [Fixture.client, Fixture.supplies])
    }
  }

  @Test("an order's end overtakes what is still queued of it, and no other's")
  func overtaken() async throws {
    try await withNotifications { bed in
      let (order, other) = (bed.order(), bed.order(email: "tom@cats.example"))
      try await bed.introduce(order.workerID)
      for each in [order, other] { try await bed.accept(each) }
      try await bed.start(order)
      try await bed.makeReady(order)
      try await bed.finish(order, .cancelled, "client_request")
      // Of another source, so it may come after the end.
      try await bed.makeReady(order, version: 4)
      #expect(
        try await bed.mails().sorted() == [
          "cancelled client queued", "checked-in client expired overtaken",
          "job-cancelled worker queued", "new-job worker expired overtaken",
          "new-job worker waiting", "new-package department queued",
          "new-package department queued", "order-stands client expired overtaken",
          "order-stands client queued", "supplies-ready worker expired overtaken",
          "supplies-ready worker expired overtaken",
        ])
    }
  }

  @Test(
    "an order's end and its package, handled at the same time, overtake as one after the other",
    arguments: [false, true])
  func overtakenUnseen(endsFirst: Bool) async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      let (notifications, now) = (bed.notifications, bed.time.now)
      let end = Event(
        id: .v7(at: now), subject: order.orderID, version: 3, time: now,
        payload: OrderFinished.finished(order, .cancelled, "client_request", at: now))
      let ready = Event(
        id: .v7(at: now), subject: order.orderID, version: 2, time: now,
        payload: PackageReady(.sample(order), .init(readyAt: now, clerkID: "clerk")))
      try await notifications.database.withTransaction { first in
        if endsFirst {
          notifications.end(end, in: first)
        } else {
          notifications.take(ready, in: first)
        }
        // It is done by now, and nobody else sees it.
        try await first.execute(ReadMailStanding(now: now))
        // Somebody else, who is not inside of a transaction.
        try await Task.detached {
          try await notifications.database.withTransaction { second in
            if endsFirst {
              notifications.take(ready, in: second)
            } else {
              notifications.end(end, in: second)
            }
          }
        }.value
      }
      #expect(try await bed.mails().contains("supplies-ready worker queued"))
      try await bed.round()
      #expect(try await bed.mails().contains("supplies-ready worker expired overtaken"))
      #expect(bed.office.taken.count { $0 == Fixture.worker } == 1)
    }
  }

  @Test("R-303: what is not ready after all is none to collect; a wrong issue changes nothing")
  func takenBack() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID)
      try await bed.makeReady(order)
      try await bed.takeBack(order, .issued)
      #expect(try await bed.mails() == ["supplies-ready worker queued"])
      try await bed.takeBack(order, .ready, version: 4)
      try await bed.makeReady(order, version: 5)
      // Told again, it is older than what was made ready since.
      try await bed.takeBack(order, .ready, version: 4)
      #expect(
        try await bed.mails().sorted() == [
          "supplies-ready worker expired overtaken", "supplies-ready worker queued",
        ])
    }
  }

  @Test("case 9: a worker's mail waits until the worker is heard of, then goes")
  func waits() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.accept(order)
      try await bed.round()
      #expect(try await bed.mails().contains("new-job worker waiting"))
      try await bed.introduce(order.workerID, language: .russian)
      try await bed.round()
      #expect(bed.office.taken.contains(Fixture.worker))
      let languages = try await bed.database.admin.query(
        "select language from notifications.message where template = 'new-job'", as: String.self)
      #expect(languages == ["ru"])
      #expect(try await bed.standing(of: Fixture.worker) == "sent 1 0")
    }
  }

  @Test("one that nobody is heard of for expires")
  func waitsInVain() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.accept(order)
      bed.time.set(order.scheduledAt)
      try await bed.round()
      #expect(try await bed.mails().allSatisfy { $0.hasSuffix("expired too_old") })
      #expect(bed.office.received.isEmpty)
    }
  }

  @Test("in the person's language, where one is known, else in the one that is set")
  func languages() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.introduce(order.workerID, language: .russian)
      try await bed.accept(order)
      let languages = try await bed.database.admin.query(
        "select template, language from notifications.message", as: String.self, String.self)
      #expect(
        Dictionary(languages) { one, _ in one } == [
          "new-job": "ru", "new-package": "en", "order-stands": "en",
        ])
    }
  }

  @Test("no phone is kept with mails, and with a worker's nothing of what the client pays")
  func noMore() async throws {
    try await withNotifications { bed in
      let order = bed.order()
      try await bed.accept(order)
      try await bed.finish(order, .completed)
      let rows = try await bed.database.admin.query(
        "select recipient_kind, to_jsonb(m)::text from notifications.message m",
        as: String.self, String.self)
      #expect(rows.allSatisfy { !$0.1.contains(OrderFacts.phone) })
      for (_, row) in rows where row.contains("\"new-job\"") || row.contains("\"job-done\"") {
        #expect(!row.contains("95.00") && !row.contains("100.00"))
      }
    }
  }

  @Test("an id of a message is told of one mail alone, whenever its event is heard of")
  func messageIDs() {
    let order = OrderFacts.sample(at: TestClock().now)
    func ids(_ version: Int64) -> [String] {
      OrderAccepted(order, .init()).drafts(of: order.orderID, version: version).map(\.messageID)
    }
    #expect(ids(1) == ids(1))
    #expect(Set(ids(1) + ids(2)).count == 4)
    let letters = Set("abcdefghijklmnopqrstuvwxyz234567")
    #expect(ids(1).allSatisfy { $0.count == 26 && $0.allSatisfy(letters.contains) })
  }
}
