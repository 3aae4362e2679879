import Contracts
import FoundationEssentials
import HTTPTypes
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("What is filled in, and closed for good")
struct CloseReviewTests {
  @Test(
    "a draft is kept by whoever has it in hand, of the version that was read, and goes on with the next"
  )
  func drafts() async throws {
    try await withQuality { bed in
      let (tom, mura) = (try await bed.manager(), try await bed.manager("Mura Chief"))
      let (_, id) = try await bed.ended()
      let draft: JSONValue = ["findings": "  So far ", "reached": ["worker", "client", "worker"]]
      #expect(try await bed.review(.patch, "/\(id)", as: tom, draft).status == 428)
      #expect(
        try await bed.review(.patch, "/\(id)", as: tom, draft, match: 1).problem == "not-in-hand")
      _ = try await bed.take(id, as: tom)
      #expect(try await bed.review(.patch, "/\(id)", as: tom, draft, match: 1).status == 412)
      #expect(
        try await bed.review(.patch, "/\(id)", as: mura, draft, match: 2).problem == "not-in-hand")
      let saved = try await bed.review(.patch, "/\(id)", as: tom, draft, match: 2)
      #expect(saved.status == 200 && saved["version"] == .number("3"), "\(saved.text)")
      #expect(saved["form"]?["findings"] == "So far")
      #expect(saved["form"]?["reached"] == ["client", "worker"])
      let same = try await bed.review(.patch, "/\(id)", as: tom, draft, match: 3)
      #expect(same["version"] == .number("3"), "nothing differs")
      let wrong = try await bed.review(
        .patch, "/\(id)", as: tom,
        [
          "on_time": .number("6"), "supplies": "lost", "reached": ["dog"], "cause": "fate",
          "right_worker": "yes", "colour": "red",
        ], match: 3)
      #expect(
        wrong.mistakes
          == ["/cause", "/colour", "/on_time", "/reached/0", "/right_worker", "/supplies"])
      _ = try await bed.review(.post, "/\(id)/put-back", as: tom)
      let taken = try await bed.take(id, as: mura)
      #expect(taken["form"]?["findings"] == "So far", "drafts are kept")
      let emptied = try await bed.review(
        .patch, "/\(id)", as: mura, ["findings": .null], match: 5)
      #expect(emptied["form"]?["findings"] == .null)
      #expect(
        try await bed.history(id) == ["opened", "taken", "saved", "put_back", "taken", "saved"])
    }
  }

  @Test("calls are noted once a key, by whoever has the review in hand")
  func calls() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (_, id) = try await bed.ended()
      let call: JSONValue = ["whom": "client", "reached": false, "text": "Nobody picks up"]
      #expect(
        try await bed.review(.post, "/\(id)/calls", as: tom, call, key: "a").problem
          == "not-in-hand")
      _ = try await bed.take(id, as: tom)
      #expect(try await bed.review(.post, "/\(id)/calls", as: tom, call).status == 400)
      #expect(
        try await bed.review(.post, "/\(id)/calls", as: tom, [:], key: "b").mistakes
          == ["/reached", "/text", "/whom"])
      for _ in 0..<2 {
        #expect(try await bed.review(.post, "/\(id)/calls", as: tom, call, key: "c").status == 201)
      }
      let told = try await bed.review(.get, "/\(id)", as: tom)
      #expect(told["calls"]?.array?.count == 1 && told["version"] == .number("2"))
      #expect(told["calls"]?.array?.first?["by_name"] == "Tom Boss")
      #expect(told["calls"]?.array?.first?["text"] == "Nobody picks up")
      #expect(told["calls"]?.array?.first?["reached"] == false)
    }
  }

  @Test(
    "R-200: closing tells all mistakes at once, and 412 of a version that is not the present one")
  func mistakes() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (_, id) = try await bed.ended()
      _ = try await bed.take(id, as: tom)
      let sent: JSONValue = [
        "cause": "fate", "right_worker": true, "text_for_worker": "Well done",
        "nothing_for_worker": true, "reached": ["nobody", "client"],
      ]
      #expect(try await bed.review(.post, "/\(id)/close", as: tom, sent).status == 428)
      #expect(try await bed.review(.post, "/\(id)/close", as: tom, sent, match: 1).status == 412)
      let refused = try await bed.review(.post, "/\(id)/close", as: tom, sent, match: 2)
      #expect(refused.status == 400)
      #expect(
        refused.mistakes == [
          "/cause", "/described_well", "/findings", "/nothing_for_worker", "/on_time", "/reached",
          "/supplies", "/text_for_client", "/work",
        ])
      let unknown = JSONValue.object((1...200).map { JSONValue.Member("x\($0)", .null) })
      let long = try await bed.review(.post, "/\(id)/close", as: tom, unknown, match: 2)
      #expect(long.mistakes.count == Form.maxMistakes)
      let unbegun = try await bed.ended(started: false).review
      _ = try await bed.take(unbegun, as: tom)
      let lacking = try await bed.review(.post, "/\(unbegun)/close", as: tom, match: 2)
      #expect(!lacking.mistakes.contains("/on_time") && !lacking.mistakes.contains("/work"))
      #expect(lacking.mistakes.contains("/right_worker"))
      #expect(try await bed.published() == [])
    }
  }

  @Test(
    "R-200: closed once, of twenty at once; one event tells it, without findings, and nothing changes it"
  )
  func closing() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (order, id) = try await bed.ended()
      _ = try await bed.take(id, as: tom)
      _ = try await bed.review(.patch, "/\(id)", as: tom, ["text_for_worker": "Old"], match: 2)
      let answers = try await atOnce(20) { _ in
        try await bed.review(
          .post, "/\(id)/close", as: tom,
          QualityBed.complete.setting("text_for_worker", .null), match: 3)
      }
      #expect(answers.filter { $0.status == 200 }.count == 1)
      #expect(answers.filter { $0.status == 409 }.count == 19)
      let closed = try #require(answers.first { $0.status == 200 })
      #expect(closed["state"] == "closed" && closed["closed_by"]?.string == tom.subject.text)
      #expect(closed["assignee"] == .null && closed["manager_name"] == "Tom Boss")

      let events = try await bed.published()
      #expect(events.count == 1)
      let event = try #require(events.first)
      #expect(event.hasPrefix("review.closed.v1 "))
      for told in ["We are sorry", order.orderID.wire, "Barsik Paws", "Tidying", "automatic"] {
        #expect(event.contains(told), "\(told)")
      }
      for secret in ["too heavy", "supplies", tom.subject.text, "Tom", "text_for_worker"] {
        #expect(!event.contains(secret), "\(secret)")
      }
      for (path, body) in [
        ("/take", nil), ("/put-back", nil), ("/close", QualityBed.complete),
      ] as [(String, JSONValue?)] {
        let answer = try await bed.review(.post, "/\(id)\(path)", as: tom, body, match: 4)
        #expect(answer.problem == "wrong-state", "\(path)")
      }
      let patched = try await bed.review(.patch, "/\(id)", as: tom, ["findings": "x"], match: 4)
      #expect(patched.problem == "wrong-state")
    }
  }

  @Test("R-200: what becomes of a review is written once a version, and never when it is closed")
  func recorded() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (_, id) = try await bed.ended()
      _ = try await bed.take(id, as: tom)
      let reviewID = try #require(UUID(uuidString: id))
      // Past the lock, which whoever writes it has.
      func record(_ review: Review) async throws -> Bool {
        let step = ReviewStep(event: .saved, by: nil, at: bed.time.now)
        return try await bed.quality.database.execute(RecordReview(review: review, step: step))
          .count == 1
      }
      func read() async throws -> Review {
        try #require(try await bed.quality.database.readOne(FindRow<Review>(id: reviewID)))
      }
      let taken = try await read()
      #expect(try await record(taken))
      #expect(try await !record(taken), "it has another version by now")
      let closed = try await bed.review(
        .post, "/\(id)/close", as: tom, QualityBed.complete, match: 3)
      try #require(closed.status == 200, "\(closed.text)")
      #expect(try await !record(try await read()), "it is closed")
      #expect(try await bed.history(id) == ["opened", "taken", "saved", "closed"])
    }
  }

  @Test("a manager names an order that has ended, with a reason; it follows the closed one")
  func named() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (order, id) = try await bed.ended()
      let rival = try await bed.named(order.orderID, as: tom)
      #expect(rival.problem == "review-open" && rival["review_id"]?.string == id)
      _ = try await bed.take(id, as: tom)
      _ = try await bed.review(.post, "/\(id)/close", as: tom, QualityBed.complete, match: 2)
      let named = try await atOnce(5) { _ in try await bed.named(order.orderID, as: tom) }
      #expect(named.filter { $0.status == 201 }.count == 1)
      let opened = try #require(named.first { $0.status == 201 })
      #expect(opened["follows"]?.string == id && opened["origin"] == "named")
      #expect(
        opened["due_at"]?.string
          == Timestamp.format(bed.time.now.addingTimeInterval(7 * 86_400)))
      #expect(
        named.filter { $0.status != 201 }.allSatisfy {
          $0.problem == "review-open" && $0["review_id"] == opened["id"]
        })
      let other = try await bed.review(.get, "/\(id)", as: tom)["other_reviews"]?.array ?? []
      #expect(other.map { $0["id"] } == [opened["id"]])

      let open = bed.order()
      let accepted = Event(
        id: .v7(at: bed.time.now), subject: open.orderID, version: 1, time: bed.time.now,
        payload: OrderAccepted(open, .init()))
      try await bed.quality.database.withTransaction { bed.quality.take(accepted, in: $0) }
      #expect(try await bed.named(open.orderID, as: tom).problem == "order-open")
      #expect(try await bed.named(.v7(at: bed.time.now), as: tom).mistakes == ["/order_id"])
      let unkeyed = try await bed.review(.post, "", as: tom, ["order_id": "x"])
      #expect(unkeyed.mistakes == ["/order_id", "/reason"])
    }
  }
}

extension CloseReviewTests {
  @Test("what is named while a review is being closed waits for it, and follows it")
  func namedMeanwhile() async throws {
    try await withQuality { bed in
      let (tom, mura) = (try await bed.manager(), try await bed.manager("Mura Chief"))
      let (order, id) = try await bed.ended()
      _ = try await bed.take(id, as: tom)
      let act = ReviewAct(
        review: try #require(UUID(uuidString: id)), manager: tom.subject, now: bed.time.now)
      let naming = try await bed.quality.database.withTransaction { transaction in
        let whole = FilledIn(try Form(QualityBed.complete))
        _ = try await bed.quality.close(act, whole, in: transaction)
        // In a task of its own, which knows nothing of this transaction.
        let naming = Task.detached { try await bed.named(order.orderID, as: mura) }
        try await eventually("the naming waits") {
          try await bed.database.admin.query(
            """
            select exists (select from pg_locks
                           where  not granted
                           and    pid in (select pid from pg_stat_activity
                                          where  datname = current_database()))
            """, as: Bool.self
          ) == [true]
        }
        return naming
      }
      let named = try await naming.value
      #expect(named.status == 201 && named["follows"]?.string == id, "\(named.text)")
    }
  }
}

extension JSONValue {
  /// The same object with another member.
  fileprivate func setting(_ name: String, _ value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + [JSONValue.Member(name, value)])
  }
}
