import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("Who has a review in hand")
struct ReviewLifeTests {
  @Test(
    "a review is taken once, put back by whoever has it or with a reason, and its history tells")
  func takenAndPutBack() async throws {
    try await withQuality { bed in
      let (tom, mura) = (try await bed.manager(), try await bed.manager("Mura Chief"))
      let (_, id) = try await bed.ended()
      let taken = try await bed.take(id, as: tom)
      #expect(taken.status == 200, "\(taken.text)")
      #expect(taken["state"] == "taken" && taken["assignee"]?.string == tom.subject.text)
      #expect(taken["manager_name"] == "Tom Boss" && taken["own_act"] == false)
      let second = try await bed.take(id, as: mura)
      #expect(second.status == 409 && second.problem == "wrong-state")
      #expect(second["review_state"] == "taken")

      #expect(try await bed.review(.post, "/\(id)/put-back", as: mura).mistakes == ["/reason"])
      let away = try await bed.review(
        .post, "/\(id)/put-back", as: mura, ["reason": "Tom is on holiday"])
      #expect(away.status == 200 && away["state"] == "open" && away["assignee"] == .null)
      #expect(try await bed.review(.post, "/\(id)/put-back", as: tom).problem == "wrong-state")
      #expect(try await bed.take(id, as: mura).status == 200)
      #expect(try await bed.review(.post, "/\(id)/put-back", as: mura).status == 200)
      #expect(
        try await bed.history(id) == ["opened", "taken", "put_back", "taken", "put_back"])
      let told = try await bed.review(.get, "/\(id)", as: tom)["history"]?.array ?? []
      #expect(
        told.map { $0["by_name"] ?? .null } == [.null, "Tom Boss"]
          + Array(repeating: "Mura Chief", count: 3))
      #expect(
        told.map { $0["note"] ?? .null } == [.null, .null, "Tom is on holiday", .null, .null])
    }
  }

  @Test("who sends the version that was read takes and puts back that one and no later one")
  func ofVersion() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (_, id) = try await bed.ended()
      for (act, version) in [("take", 1), ("put-back", 2), ("take", 3)] {
        for stale in [version - 1, version + 1] {
          let refused = try await bed.review(.post, "/\(id)/\(act)", as: tom, match: stale)
          #expect(refused.status == 412, "\(act) \(stale): \(refused.text)")
        }
        let done = try await bed.review(.post, "/\(id)/\(act)", as: tom, match: version)
        #expect(done.status == 200, "\(act): \(done.text)")
        #expect(done.headers[.eTag] == "\"\(version + 1)\"")
      }
    }
  }

  @Test("who takes or closes is a known, active manager")
  func known() async throws {
    try await withQuality { bed in
      let (_, id) = try await bed.ended()
      let gone = try await bed.manager(active: false)
      let strangers = [
        Caller(subject: "boss", roles: [.manager]),
        Caller(subject: UUID.v7(at: bed.time.now).wire, roles: [.manager]),
      ]
      for stranger in strangers {
        for path in ["/\(id)/take", "/take-next"] {
          let answer = try await bed.review(.post, path, as: stranger)
          #expect(answer.status == 403 && answer.problem == "manager-not-known", "\(path)")
        }
        let closed = try await bed.review(.post, "/\(id)/close", as: stranger, match: 1)
        #expect(closed.problem == "manager-not-known")
      }
      #expect(try await bed.take(id, as: gone).problem == "manager-deactivated")
    }
  }

  @Test("R-200: who ended an order is no judge of it, unless nobody else is there")
  func ownAct() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (order, id) = try await bed.ended(.failed, by: tom)
      let mura = try await bed.manager("Mura Chief")
      #expect(try await bed.take(id, as: tom).problem == "own-act")
      #expect(try await bed.review(.post, "/take-next", as: tom).status == 204)
      // A named one of a completed order as well.
      let (completed, _) = try await bed.ended(.completed, by: tom)
      let named = try #require(try await bed.named(completed.orderID, as: tom)["id"]?.string)
      #expect(try await bed.take(named, as: tom).problem == "own-act")
      #expect(try await bed.review(.post, "/take-next", as: tom).status == 204)

      let muraID = try #require(UUID(uuidString: mura.subject.text))
      try await bed.tell(of: muraID, "Mura Chief", active: false, version: 2)
      let taken = try await bed.review(.post, "/take-next", as: tom)
      #expect(taken["id"]?.string == id && taken["own_act"] == true)
      #expect(taken["order"]?["ended_by_id"]?.string == tom.subject.text)
      #expect(taken["order_id"]?.string == order.orderID.wire)
      let again = try await bed.take(id, as: tom)
      #expect(again.problem == "wrong-state" && again.text.contains("in hand already"))
      try await bed.tell(of: muraID, "Mura Chief", active: true, version: 3)
      // Before anything has to be filled in.
      #expect(try await bed.review(.post, "/\(id)/close", as: tom, match: 2).problem == "own-act")
      let refused = try await bed.review(
        .post, "/\(id)/close", as: tom, QualityBed.complete, match: 2)
      #expect(refused.problem == "own-act", "\(refused.text)")
      try await bed.tell(of: muraID, "Mura Chief", active: false, version: 4)
      let closed = try await bed.review(
        .post, "/\(id)/close", as: tom, QualityBed.complete, match: 2)
      #expect(closed.status == 200 && closed["own_act"] == true, "\(closed.text)")
    }
  }

  @Test(
    "what a manager has in hand who is deactivated is open again, with its draft; old news do nothing"
  )
  func deactivated() async throws {
    try await withQuality { bed in
      let (tom, mura) = (try await bed.manager(), try await bed.manager("Mura Chief"))
      let (own, other) = (try await bed.ended().review, try await bed.ended().review)
      _ = try await bed.take(own, as: tom)
      _ = try await bed.take(other, as: mura)
      _ = try await bed.review(.patch, "/\(own)", as: tom, ["findings": "So far"], match: 2)
      let id = try #require(UUID(uuidString: tom.subject.text))
      try await bed.tell(of: id, active: false, version: 2)
      let open = try await bed.review(.get, "/\(own)", as: mura)
      #expect(open["state"] == "open" && open["assignee"] == .null && open["taken_at"] == .null)
      #expect(open["form"]?["findings"] == "So far")
      #expect(try await bed.history(own) == ["opened", "taken", "saved", "put_back"])
      #expect(open["history"]?.array?.last?["by"] == .null)
      #expect(try await bed.review(.get, "/\(other)", as: mura)["state"] == "taken")
      try await bed.tell(of: id, active: true, version: 4)
      _ = try await bed.take(own, as: tom)
      try await bed.tell(of: id, active: false, version: 3)
      #expect(try await bed.review(.get, "/\(own)", as: mura)["state"] == "taken")
    }
  }

  @Test("who is deactivated while taking has nothing in hand afterwards")
  func deactivatedMeanwhile() async throws {
    var configuration = QualityConfiguration()
    configuration.inHand = 100
    try await withQuality(configuration) { bed in
      for _ in 0..<25 { try await bed.ended() }
      for round in 1...3 {
        let tom = try await bed.manager()
        let id = try #require(UUID(uuidString: tom.subject.text))
        let statuses = try await atOnce(21) { number in
          guard number == 10 else {
            return try await bed.review(.post, "/take-next", as: tom).status
          }
          try await bed.tell(of: id, active: false, version: 2)
          return 200
        }
        #expect(Set(statuses).isSubset(of: [200, 403]), "round \(round)")
        let held = try await bed.database.admin.query(
          "select count(*) from quality.review where assignee = \(id)", as: Int.self)
        #expect(held == [0], "round \(round)")
      }
    }
  }

  @Test("R-200: what went wrong is next before what was drawn and named, of each what is due first")
  func next() async throws {
    try await withQuality { bed in
      let tom = try await bed.manager()
      let (done, _) = try await bed.ended(.completed)
      let named = try #require(try await bed.named(done.orderID, as: tom)["id"]?.string)
      let drawn = try await bed.drawn(try await bed.ended(.completed).order.orderID)
      // Those are due before what goes wrong five days later, and come after it.
      bed.time.advance(by: 5 * 86_400)
      let first = bed.order()
      bed.time.advance(by: 60)
      let (_, late) = try await bed.ended(.failed)
      // Heard of last, though it ended first.
      let early = try await bed.ended(.cancelled, first).review
      var taken: [String?] = []
      for _ in 0..<4 {
        taken.append(try await bed.review(.post, "/take-next", as: tom)["id"]?.string)
      }
      #expect(taken == [early, late, drawn, named])
      #expect(try await bed.review(.post, "/take-next", as: tom).status == 204)
    }
  }

  @Test(
    "fifty at once by five managers over twenty reviews, three in hand each: fifteen are taken, none twice"
  )
  func race() async throws {
    var configuration = QualityConfiguration()
    configuration.inHand = 3
    try await withQuality(configuration) { bed in
      var managers: [Caller] = []
      for number in 0..<5 { managers.append(try await bed.manager("Manager \(number)")) }
      for _ in 0..<20 { try await bed.ended() }
      let answers = try await atOnce(50) { [managers] number in
        try await bed.review(.post, "/take-next", as: managers[number % 5])
      }
      let taken = answers.filter { $0.status == 200 }.compactMap { $0["id"]?.string }
      #expect(taken.count == 15 && Set(taken).count == 15)
      let refused = answers.filter { $0.status != 200 }
      #expect(refused.allSatisfy { $0.problem == "too-many-in-hand" })
      #expect(refused.first?["maximum"] == .number("3"))
      #expect(refused.first?["in_hand"] == .number("3"))
      let (_, another) = try await bed.ended()
      #expect(try await bed.take(another, as: managers[0]).problem == "too-many-in-hand")
    }
  }
}

extension QualityBed {
  /// A drawn review of an order.
  func drawn(_ order: UUID) async throws -> String {
    let (id, draw) = (UUID.v7(at: time.now), UUID.v7(at: time.now))
    let digest = String(repeating: "0", count: 64)
    try await database.admin.query(
      """
      insert into quality.draw
             (id, seed, from_at, to_at, per, wanted, is_percent, population, population_sha256, by, at)
      values (\(draw), \(digest), \(time.now), \(time.now.addingTimeInterval(1)), 'all', 1, false, 1,
              \(digest), \(draw), \(time.now))
      """)
    try await database.admin.query(
      """
      insert into quality.review (id, order_id, origin, draw_id, due_at, opened_at, opened_by)
      values (\(id), \(order), 'draw', \(draw), \(time.now.addingTimeInterval(7 * 86_400)),
              \(time.now), \(draw))
      """)
    return id.wire
  }
}
