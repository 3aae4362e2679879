import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("Working hours")
struct HoursTests {
  @Test("R-141: hours are always until set, then kept merged, and published as minutes")
  func keeps() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)/hours"
      let before = try await workers.api.send(.get, path, as: workers.manager)
      #expect(try before.json == ["hours": []])
      #expect(try await workers.published("hours", of: id) == nil)
      let set = try await workers.api.send(
        .put, path, as: workers.worker(id),
        [
          "hours": [
            ["weekday": 2, "from": "10:00", "to": "12:00"],
            ["weekday": 1, "from": "09:00", "to": "18:00"],
            ["weekday": 1, "from": "17:30", "to": "24:00"],
            ["weekday": 2, "from": "00:00", "to": "02:00"],
          ]
        ])
      #expect((set.status, set.headers[.eTag]) == (200, "\"2\""))
      #expect(
        try set.json == [
          "hours": [
            ["weekday": 1, "from": "09:00", "to": "24:00"],
            ["weekday": 2, "from": "00:00", "to": "02:00"],
            ["weekday": 2, "from": "10:00", "to": "12:00"],
          ]
        ])
      #expect(try await workers.published("hours", of: id) == "{[540,1560),[2040,2160)}")
      #expect(
        try await workers.events().last?.hours
          == [.init(from: 540, to: 1560), .init(from: 2040, to: 2160)])
      #expect(try await workers.api.send(.get, path, as: workers.manager).body == set.body)
    }
  }

  @Test("R-141: an empty list means always again; the same hours again change nothing")
  func always() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let hours: JSONValue = ["hours": [["weekday": 7, "from": "00:00", "to": "24:00"]]]
      for (body, tag) in [(hours, "\"2\""), (hours, "\"2\""), (["hours": []], "\"3\"")] {
        let answer = try await workers.api.send(
          .put, "/api/workers/\(id)/hours", as: workers.manager, body)
        #expect(answer.headers[.eTag] == tag)
      }
      #expect(try await workers.published("hours", of: id) == nil)
      #expect(try await workers.events().map { $0.hours == nil } == [true, false, true])
    }
  }

  @Test("R-141: hours that make no sense are refused, all at once")
  func mistakes() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let answer = try await workers.api.send(
        .put, "/api/workers/\(id)/hours", as: workers.manager,
        [
          "hours": [
            ["weekday": 8, "from": "09:00", "to": "18:00"],
            ["weekday": 1, "from": "9:00", "to": "24:01"],
            ["weekday": 1, "from": "18:00", "to": "09:00"],
            ["weekday": 1, "from": "10:00", "to": "10:00"], ["weekday": 1, "at": "10:00"],
          ]
        ])
      #expect(answer.status == 400)
      #expect(
        answer.mistakes == [
          "/hours/0/weekday", "/hours/1/from", "/hours/1/to", "/hours/2/to", "/hours/3/to",
          "/hours/4/at", "/hours/4/from", "/hours/4/to",
        ])
      for body in [[:], ["hours": .null], ["hours": "always"]] as [JSONValue] {
        let answer = try await workers.api.send(
          .put, "/api/workers/\(id)/hours", as: workers.manager, body)
        #expect(answer.mistakes == ["/hours"])
      }
    }
  }

  @Test("If-Match: hours set from an older version of the worker are refused")
  func ifMatch() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let statuses = try await atOnce(20) { number in
        try await workers.api.send(
          .put, "/api/workers/\(id)/hours", as: workers.manager,
          ["hours": [["weekday": 1, "from": "00:00", "to": .string("10:\(10 + number)")]]],
          headers: ["If-Match": "\"1\""]
        ).status
      }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(statuses.count { $0 == 412 } == 19)
    }
  }
}
