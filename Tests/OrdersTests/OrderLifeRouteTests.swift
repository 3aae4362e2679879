import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("From accepted to ended")
struct OrderLifeRouteTests {
  @Test("R-180: check-in with a photo starts the order, the report completes it")
  func happyDay() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt - 600)
      let started = try await bed.checkIn(order, shade: 1)
      #expect(started.status == 200)
      #expect(started["status"] == .string("started"))
      #expect(started["started_at"] == .string(Timestamp.format(bed.now)))
      #expect(started["check_in_photo_sha256"]?.string?.count == 64)
      #expect(started.headers[.eTag]?.hasPrefix("\"2-") == true)
      bed.time.set(order.endsAt)
      let completed = try await bed.complete(order, shade: 2)
      #expect(completed.status == 200)
      #expect(completed["outcome"] == .string("completed"))
      #expect(completed["reason"] == .null)
      #expect(completed["report_photo_sha256"]?.string?.count == 64)
      #expect(
        try await bed.events(order) == [
          "order.accepted.v1", "order.started.v1", "order.finished.v1",
        ])
      #expect(
        try await bed.history(order) == ["accepted client", "started worker", "completed worker"])
      try await bed.expectVersionsWithoutGaps(order)
    }
  }

  @Test("order.finished repeats everything with outcome, times and digests")
  func finishedEvent() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let done = try await bed.complete(order)
      let event = try await bed.event("order.finished.v1", order)
      let accepted = try await bed.event("order.accepted.v1", order)
      for name in accepted.names { #expect(event[name] == accepted[name]) }
      #expect(event["outcome"] == .string("completed"))
      #expect(event["ended_by"]?["role"] == .string("worker"))
      #expect(event["ended_by"]?["id"] == .string(order.worker.wire))
      #expect(event["started_at"] == done["started_at"])
      #expect(event["ended_at"] == done["ended_at"])
      #expect(event["check_in_photo"]?["sha256"] == done["check_in_photo_sha256"])
      #expect(event["report_photo"]?["sha256"] == done["report_photo_sha256"])
      #expect(event["report_photo"]?["path"] == .string("\(order.path)/photos/report"))
    }
  }

  @Test(
    "Check-in opens 60 minutes before the scheduled time and closes when the grace period ends",
    arguments: [
      (-3_600.001, "check-in-too-early"), (-3_600, nil), (1_799.999, nil),
      (1_800, "check-in-closed"),
    ] as [(TimeInterval, String?)])
  func checkInWindow(offset: TimeInterval, problem: String?) async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt + offset)
      let answer = try await bed.checkIn(order)
      #expect(answer.problem == problem)
      #expect(answer.status == (problem == nil ? 200 : 409))
    }
  }

  @Test("R-180: sending the same photo again gives the first answer, without any key")
  func resent() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt)
      let first = try await bed.checkIn(order, shade: 1)
      bed.time.advance(by: 7_000)
      let again = try await bed.checkIn(order, shade: 1)
      #expect(again.status == 200)
      #expect(again.body == first.body)
      #expect(try await bed.checkIn(order, shade: 9).problem == "wrong-state")
      let done = try await bed.complete(order, shade: 2)
      bed.time.advance(by: 100_000)
      let doneAgain = try await bed.complete(order, shade: 2)
      #expect(doneAgain.status == 200)
      #expect(doneAgain.body == done.body)
      #expect(try await bed.complete(order, shade: 9).problem == "wrong-state")
      #expect(try await bed.events(order).count == 3)
      #expect(try await bed.count("photo") == 2)
    }
  }

  @Test("R-185: a manager completes the order for the worker, until 24 hours after its end")
  func managerCompletes() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      bed.time.set(order.endsAt + 86_400)
      let late = try await bed.upload(
        "\(order.path)/complete", as: .manager, SampleJPEG.bytes(3))
      #expect(late.problem == "report-too-late")
      bed.time.advance(by: -0.001)
      let answer = try await bed.upload(
        "\(order.path)/complete", as: .manager, SampleJPEG.bytes(3),
        fields: ["note": "brought in by paw"])
      #expect(answer.status == 200)
      #expect(answer["ended_by"] == .string("manager"))
      #expect(answer["note"] == .string("brought in by paw"))
    }
  }

  /// A way to end an order: who, how, why, and what comes of it in each open state.
  struct Way: Sendable, CustomTestStringConvertible {
    let who: Actor
    let act: String
    let reason: String?
    /// The status that follows from accepted and from started; nil: refused.
    let fromAccepted: String?
    let fromStarted: String?

    var testDescription: String { "\(who) \(act) \(reason ?? "-")" }
  }

  static let ways = [
    Way(
      who: .client, act: "cancel", reason: nil, fromAccepted: "cancelled", fromStarted: "cancelled"),
    Way(
      who: .client, act: "cancel", reason: "client_request", fromAccepted: "cancelled",
      fromStarted: "cancelled"),
    Way(
      who: .manager, act: "cancel", reason: "client_request", fromAccepted: "cancelled",
      fromStarted: "cancelled"),
    Way(
      who: .worker, act: "cancel", reason: "client_absent", fromAccepted: nil,
      fromStarted: "cancelled"),
    Way(
      who: .manager, act: "cancel", reason: "client_refused", fromAccepted: nil,
      fromStarted: "cancelled"),
    Way(
      who: .worker, act: "fail", reason: "worker_cannot_come", fromAccepted: "failed",
      fromStarted: nil),
    Way(
      who: .manager, act: "fail", reason: "worker_cannot_come", fromAccepted: "failed",
      fromStarted: nil),
    Way(who: .worker, act: "fail", reason: "not_done", fromAccepted: nil, fromStarted: "failed"),
    Way(who: .manager, act: "fail", reason: "not_done", fromAccepted: nil, fromStarted: "failed"),
  ]

  @Test("R-133: the table of reasons, from accepted and from started", arguments: ways)
  func reasons(way: Way) async throws {
    try await withOrders { bed in
      for (isStarted, expected) in [(false, way.fromAccepted), (true, way.fromStarted)] {
        let subject = isStarted ? "c2" : "c1"
        try await bed.addClient(subject)
        try await bed.addWorkers(1)
        let order = try await bed.place(try await bed.addServiceType(), as: subject)
        if isStarted {
          bed.time.set(order.scheduledAt)
          try await #require(bed.checkIn(order).status == 200)
          // By then the client may be called absent.
          bed.time.advance(by: 900)
        }
        let answer = try await end(order, of: subject, way, bed)
        #expect(answer.status == (expected == nil ? 409 : 200))
        #expect(answer.problem == (expected == nil ? "wrong-state" : nil))
        let status = try await bed.status(order)
        #expect(status == expected ?? (isStarted ? "started" : "accepted"))
        let finished = try await bed.events(order).filter { $0 == "order.finished.v1" }
        #expect(finished.count == (expected == nil ? 0 : 1))
        try await bed.expectVersionsWithoutGaps(order)
      }
    }
  }

  private func end(
    _ order: PlacedOrder, of subject: String, _ way: Way, _ bed: Testbed
  ) async throws -> TestAnswer {
    let who: Who =
      switch way.who {
      case .client: .client(subject)
      case .worker: .worker(order.worker)
      case .manager, .sweeper: .manager
      }
    var body = [way.reason.map { JSONValue.Member("reason", .string($0)) }].compactMap { $0 }
    if way.who == .client { body.append(.init("confirm_charge", .string(order.charge))) }
    return try await bed.post("\(order.path)/\(way.act)", as: who, .object(body))
  }

  @Test("R-133: nobody gives a reason that is not theirs")
  func foreignReasons() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let tries: [(Who, String, JSONValue)] = [
        (.client("c1"), "cancel", ["reason": "client_absent"]),
        (.worker(order.worker), "cancel", ["reason": "client_request"]),
        (.worker(order.worker), "cancel", ["note": "no reason"]),
        (.worker(order.worker), "fail", ["reason": "client_absent"]),
        (.manager, "fail", ["reason": "worker_no_show"]),
        (.manager, "cancel", ["reason": "report_missing"]),
        (.manager, "fail", ["reason": "bored"]),
      ]
      for (who, act, body) in tries {
        let answer = try await bed.post("\(order.path)/\(act)", as: who, body)
        #expect(answer.status == 400)
        #expect(answer.mistakes.contains("/reason"))
      }
      #expect(try await bed.status(order) == "accepted")
    }
  }

  @Test("R-030: cancelling confirms the charge that stays due, and it stays")
  func confirmedCharge() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      for unconfirmed in [nil, [:], ["reason": "client_request", "confirm_charge": .null]]
        as [JSONValue?]
      {
        let answer = try await bed.post("\(order.path)/cancel", as: .client("c1"), unconfirmed)
        #expect(answer.status == 400)
        #expect(answer.mistakes == ["/confirm_charge"])
      }
      let wrong = try await bed.post(
        "\(order.path)/cancel", as: .client("c1"), ["confirm_charge": "0.00"])
      #expect(wrong.status == 409)
      #expect(wrong.problem == "charge-changed")
      #expect(wrong["charge"] == .string("100.00"))
      #expect(try await bed.status(order) == "accepted")
      let right = try await bed.post(
        "\(order.path)/cancel", as: .client("c1"),
        ["reason": "client_request", "confirm_charge": "100.00", "note": "rain"])
      #expect(right["status"] == .string("cancelled"))
      #expect(right["charge"] == .string("100.00"))
      #expect(try await bed.event("order.finished.v1", order)["charge"] == .string("100.00"))
    }
  }

  @Test("R-030: a manager cancels on the client's word, and is held to a charge that is sent")
  func managerCancels() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let wrong = try await bed.post(
        "\(order.path)/cancel", as: .manager,
        ["reason": "client_request", "confirm_charge": "1.00"])
      #expect(wrong.problem == "charge-changed")
      let right = try await bed.post(
        "\(order.path)/cancel", as: .manager, ["reason": "client_request"])
      #expect(right["status"] == .string("cancelled"))
    }
  }

  @Test(
    "R-133: a worker says that the client refuses from the scheduled time on, is absent 15 minutes after",
    arguments: [
      ("client_refused", -3_540, 0), ("client_refused", -0.001, 0), ("client_refused", 0, nil),
      ("client_absent", -3_540, 900), ("client_absent", 899.999, 900), ("client_absent", 900, nil),
    ] as [(String, TimeInterval, TimeInterval?)])
  func clientsFault(reason: String, offset: TimeInterval, earliest: TimeInterval?) async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt - 3_540)
      try await #require(bed.checkIn(order).status == 200)
      bed.time.set(order.scheduledAt + offset)
      let answer = try await bed.post(
        "\(order.path)/cancel", as: .worker(order.worker), ["reason": .string(reason)])
      #expect(answer.status == (earliest == nil ? 200 : 409))
      #expect(answer.problem == earliest.map { _ in "too-early" })
      #expect(
        answer["earliest_at"]
          == earliest.map { .string(Timestamp.format(order.scheduledAt + $0)) })
      #expect(try await bed.status(order) == (earliest == nil ? "cancelled" : "started"))
    }
  }

  @Test("R-133: a manager says it at any time", arguments: ["client_refused", "client_absent"])
  func clientsFaultByManager(reason: String) async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt - 3_540)
      try await #require(bed.checkIn(order).status == 200)
      let answer = try await bed.post(
        "\(order.path)/cancel", as: .manager, ["reason": .string(reason)])
      #expect(answer["reason"] == .string(reason))
    }
  }

  @Test("R-133: a report is another picture than the check-in, whoever sends it")
  func samePhoto() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      for who in [Who.worker(order.worker), .manager] {
        // The comment is metadata: what is kept is the same picture.
        let answer = try await bed.upload(
          "\(order.path)/complete", as: who, SampleJPEG.bytes(1, comment: "another"))
        #expect(answer.status == 409)
        #expect(answer.problem == "same-photo")
      }
      #expect(try await bed.status(order) == "started")
      #expect(try await bed.complete(order, shade: 2).status == 200)
    }
  }

  @Test("R-240: a worker cannot guess the charge by confirming one")
  func chargeStaysHidden() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let guess = try await bed.post(
        "\(order.path)/cancel", as: .worker(order.worker),
        ["reason": "client_absent", "confirm_charge": "0.01"])
      #expect(guess.status == 400)
      #expect(guess["errors"]?[0]?["pointer"] == .string("/confirm_charge"))
      #expect(guess["charge"] == nil)
      #expect(try await bed.status(order) == "started")
    }
  }

  @Test("If-Match is honoured: should the order have changed, nothing happens")
  func ifMatch() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let read = try await bed.get(order.path, as: .client("c1")).headers[.eTag] ?? ""
      for (tag, status) in [("\"1\"", 412), ("\"2-\"", 412), ("\"02\"", 412), (read, 200)] {
        let answer = try await bed.cancel(order, headers: ["If-Match": tag])
        #expect(answer.status == status, "\(tag)")
      }
      let next = try await bed.place(try await bed.addServiceType())
      #expect(try await bed.cancel(next, headers: ["If-Match": "\"1\""]).status == 200)
    }
  }

  @Test("A transition with a key is answered again as it was")
  func replay() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let first = try await bed.cancel(order, key: "k")
      let again = try await bed.cancel(order, key: "k")
      #expect(again.status == 200)
      #expect(again.body == first.body)
      #expect(again.headers[.replayed] == "true")
      #expect(try await bed.cancel(order).status == 409)
    }
  }

  @Test("R-074: an ended order no longer keeps its worker busy")
  func endedFreesWorker() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      _ = try await bed.cancel(order)
      let next = try await bed.place(try await bed.addServiceType())
      #expect(next.worker == order.worker)
    }
  }
}
