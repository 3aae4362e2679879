import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("the pipeline over REST") struct PipelineRoutesTests {
  static let path = "/api/matching/pipeline"

  @Test("R-070: a new version counts from the next match on, an order keeps its own (R-075)")
  func versions() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(3)
      let type = try await bed.addServiceType()
      let first = try await bed.place(type)
      let shown = try await bed.get(Self.path, as: .manager)
      #expect(shown.status == 200)
      #expect(shown.headers[.eTag] == "\"1\"")
      #expect(shown["steps"]?.array?.count == 6)

      let changed = try await bed.put(["steps": [Steps.fairness, Steps.best]], version: 1)
      #expect(changed.status == 200, "\(changed.text)")
      #expect(changed.headers[.eTag] == "\"2\"")
      #expect(changed["version"]?.int == 2)
      let second = try await bed.place(type, inHours: 30)

      let kept = try await bed.get("\(first.path)/match", as: .manager)
      #expect(kept["pipeline_version"]?.int == 1)
      let new = try await bed.get("\(second.path)/match", as: .manager)
      #expect(new["pipeline_version"]?.int == 2)
      #expect(new["steps"]?.array?.map { $0["name"]?.string } == ["fairness", "best"])
      let versions = try await bed.admin.query(
        "select pipeline_version from orders.orders order by scheduled_at", as: Int64.self)
      #expect(versions == [1, 2])
    }
  }

  @Test("R-075: any version can be read, and a trace tells which it was made with")
  func anyVersion() async throws {
    try await withOrders { bed in
      let first = try await bed.get(Self.path, as: .manager)
      _ = try await bed.put(["steps": [Steps.fairness, Steps.best]], version: 1)
      let shown = try await bed.get("\(Self.path)?version=1", as: .manager)
      #expect(shown.body == first.body)
      #expect(shown.headers[.eTag] == "\"1\"")
      #expect(try await bed.get("\(Self.path)?version=2", as: .manager)["version"]?.int == 2)
      #expect(try await bed.get("\(Self.path)?version=3", as: .manager).status == 404)
      #expect(try await bed.get("\(Self.path)?version=0", as: .manager).status == 400)
    }
  }

  @Test("R-072: the first pipeline has no margin")
  func noMargin() async throws {
    try await withOrders { bed in
      let best = try await bed.get(Self.path, as: .manager)["steps"]?.array?.last
      #expect(best?["run"] == .string("best"))
      #expect(best?["margin"] == 0)
    }
  }

  @Test("R-072: the trace tells who was drawn among and with which weights; best is by rating")
  func draw() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      let workers = try await bed.addWorkers(4)
      try await bed.database.execute(EnrolWorkers(now: bed.now))
      // The more loaded of two that a margin makes equal weighs less.
      try await bed.database.execute(StandingUpdate.accepted(by: workers[0], at: bed.now))
      let margin: JSONValue = ["name": "best", "kind": "choose", "run": "best", "margin": 1]
      _ = try await bed.put(["steps": [Steps.fairness, margin]], version: 1)
      let order = try await bed.place(try await bed.addServiceType())
      let trace = try await bed.get("\(order.path)/match", as: .manager)
      #expect(trace["draw"]?["margin"] == .number("1.0"))
      let drawn = trace["draw"]?["candidates"]?.array ?? []
      #expect(drawn.count == 4)
      #expect(drawn.first?["worker_id"]?.string == order.worker.wire)
      let light = drawn.first { $0["worker_id"]?.string == workers[0].wire }
      #expect(light?["weight"] == .number("0.5"))
      let ratings = trace["best"]?.array?.map { $0["rating"] }
      #expect(ratings == ["1.0", "1.0", "1.0", "0.5"].map { .number($0) })
    }
  }

  @Test("a step's host is checked when it is written and when a pipeline is tried")
  func hosts() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let step: JSONValue = ["name": "x", "kind": "score", "url": "http://localhost:5432/"]
      let steps: JSONValue = [step, Steps.best]
      let put = try await bed.put(["steps": steps], version: 1)
      let tried = try await bed.post(
        "/api/matching/dry-run", as: .manager,
        ["order_id": .string(order.id.wire), "steps": steps])
      for answer in [put, tried] {
        #expect(answer.status == 400)
        #expect(answer.mistakes == ["/steps/0/url"])
        #expect(answer.text.contains("MCF_MATCHING_STEP_HOSTS"))
      }
    }
  }

  @Test("two managers who read the same version: one wins, the other is told")
  func races() async throws {
    try await withOrders { bed in
      let body: JSONValue = ["steps": [Steps.best]]
      #expect(try await bed.put(body, version: nil).status == 428)
      #expect(try await bed.put(body, version: 7).status == 412)
      let statuses = try await atOnce(10) { _ in try await bed.put(body, version: 1).status }
      #expect(statuses.sorted() == [200] + Array(repeating: 412, count: 9))
    }
  }

  @Test("all mistakes are told at once, and nothing is stored")
  func mistakes() async throws {
    try await withOrders { bed in
      let bad: JSONValue = [
        "steps": [
          ["name": "UP", "kind": "score", "run": "fairness"],
          ["name": "x", "kind": "filter", "url": "file:///etc/passwd"],
        ], "extra": 1,
      ]
      let answer = try await bed.put(bad, version: 1)
      #expect(answer.status == 400)
      #expect(Set(answer.mistakes) == ["/steps/0/name", "/steps/1/url", "/steps", "/extra"])
      #expect(try await bed.get(Self.path, as: .manager)["version"]?.int == 1)
    }
  }

  @Test("only managers, whatever they ask of matching")
  func roles() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let others: [Who] = [
        .client("c1"), .worker(order.worker), .role(.clerk), .role(.hcb), .role(.contractor),
      ]
      for who in others + [.nobody] {
        let expected = if case .nobody = who { 401 } else { 403 }
        #expect(try await bed.get(Self.path, as: who).status == expected)
        #expect(try await bed.put(["steps": [Steps.best]], version: 1, as: who).status == expected)
        #expect(try await bed.get("\(order.path)/match", as: who).status == expected)
        let question: JSONValue = ["order_id": .string(order.id.wire)]
        #expect(
          try await bed.post("/api/matching/dry-run", as: who, question).status == expected)
      }
    }
  }

  @Test("R-075: the trace tells the ten best, each step's verdict, choice, seed and duration")
  func trace() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(14)
      let order = try await bed.place(try await bed.addServiceType())
      let trace = try await bed.get("\(order.path)/match", as: .manager)
      #expect(trace.status == 200)
      #expect(trace["choice"]?.string == order.worker.wire)
      #expect(trace["finalists"]?.int == 14)
      #expect(trace["seed"]?.string.flatMap { UInt64($0, radix: 16) } != nil)
      #expect((trace["took_microseconds"]?.int ?? 0) > 0)
      let best = trace["best"]?.array ?? []
      #expect(best.count == 10)
      #expect(best.first?["worker_id"]?.string == order.worker.wire)
      for worker in best {
        #expect(worker["verdicts"]?.names == ["weaknesses", "fit", "results", "fairness"])
        #expect(worker["verdicts"]?["results"]?["score"] == .number("0.8"))
      }
      #expect(
        try await bed.get("/api/orders/\(UUID().wire)/match", as: .manager).status == 404)
    }
  }

  @Test("R-070: a step that is broken does not hold an order up, and the trace says so")
  func brokenStep() async throws {
    try await withOrders {
      $0.stepHosts = ["127.0.0.1"]
    } _: { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(2)
      let gone: JSONValue = ["name": "gone", "kind": "score", "url": "http://127.0.0.1:1/step"]
      #expect(try await bed.put(["steps": [gone, Steps.best]], version: 1).status == 200)
      let order = try await bed.place(try await bed.addServiceType())
      let trace = try await bed.get("\(order.path)/match", as: .manager)
      #expect(trace["steps"]?[0]?["skipped"]?.string?.isEmpty == false)
      #expect(trace["steps"]?[1]?["skipped"] == .null)
    }
  }
}

/// Steps as managers send them.
enum Steps {
  static let fairness: JSONValue = ["name": "fairness", "kind": "score", "run": "fairness"]
  static let fit: JSONValue = ["name": "fit", "kind": "score", "run": "characteristics"]
  static let best: JSONValue = ["name": "best", "kind": "choose", "run": "best"]
}

extension Testbed {
  func put(_ body: JSONValue, version: Int?, as who: Who = .manager) async throws -> TestAnswer {
    let headers = version.map { ["If-Match": "\"\($0)\""] } ?? [:]
    return try await call(.put, PipelineRoutesTests.path, as: who, json: body, headers: headers)
  }
}
