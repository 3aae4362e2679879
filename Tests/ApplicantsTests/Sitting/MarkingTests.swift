import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-112: managers mark what is answered in words")
struct MarkingTests {
  private func next(_ bed: SittingBed, _ manager: String) async throws -> TestAnswer {
    try await bed.hiring.api.send(
      .post, "/api/marking/next", as: Caller(subject: manager, roles: [.manager]))
  }

  private func mark(
    _ bed: SittingBed, _ cat: Int, _ question: String, _ body: JSONValue, by manager: String,
    match: String? = "1"
  ) async throws -> TestAnswer {
    try await bed.hiring.api.send(
      .put, "\(bed.path(cat))/marks/\(question)",
      as: Caller(subject: manager, roles: [.manager]), Array(body.text.utf8),
      headers: match.map { ["If-Match": "\"\($0)\""] } ?? [:])
  }

  @Test("blind, with the guide, and the one that has waited longest")
  func blind() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.best)
      try await bed.score()
      bed.hiring.clock.advance(by: 60)
      try await bed.sit(2...2, FirstLook.middling)
      try await bed.score()
      let task = try await next(bed, "vaska")
      #expect(task.status == 200, "\(task.text)")
      #expect(
        try task.json.memberNames == [
          "attempt_id", "question", "text", "guide", "max_points", "answer", "claimed_until",
          "version",
        ])
      #expect(task["attempt_id"]?.string == bed.attempt(1).wire)
      #expect((task["question"], task["answer"]) == ("1.best_day", "Thursday."))
      #expect(task["guide"]?["en"]?.string != nil && task["max_points"] == 4)
      #expect(
        task["claimed_until"]?.string == Timestamp.format(bed.hiring.clock.now + 600))
      // Asked again, it is the same one.
      #expect(try await next(bed, "vaska")["question"] == "1.best_day")
    }
  }

  @Test("two managers never get the same; after ten minutes it is free again")
  func claims() async throws {
    try await withSittings { bed in
      try await bed.sit(1...3, FirstLook.best)
      try await bed.score()
      let tasks = try await atOnce(8) { try await next(bed, "manager \($0)") }
      let given = tasks.filter { $0.status == 200 }.map {
        "\($0["attempt_id"]?.string ?? "") \($0["question"]?.string ?? "")"
      }
      #expect(Set(given).count == 6 && given.count == 6)
      #expect(tasks.filter { $0.status == 204 }.count == 2)
      #expect(try await next(bed, "murka").status == 204)
      bed.hiring.clock.advance(by: 599)
      #expect(try await next(bed, "murka").status == 204)
      bed.hiring.clock.advance(by: 1)
      #expect(try await next(bed, "murka").status == 200)
    }
  }

  @Test("who asks again has her own answer, also when an older one is free by then")
  func own() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.best)
      try await bed.score()
      #expect(try await next(bed, "vaska")["question"] == "1.best_day")
      bed.hiring.clock.advance(by: 300)
      #expect(try await next(bed, "murka")["question"] == "1.why_us")
      bed.hiring.clock.advance(by: 300)
      #expect(try await next(bed, "murka")["question"] == "1.why_us")
      #expect(try await next(bed, "barsik")["question"] == "1.best_day")
    }
  }

  @Test("the last mark finishes the attempt, and then marks are fixed")
  func lastMark() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.middling)
      try await bed.score()
      // Section 8: a letter of each plane of Unicode, and no NUL.
      let (comment, question) = ("Fish. \(everyPlane)", "1.why_us")
      let nul = try await mark(bed, 1, question, ["points": 4, "comment": "a \0"], by: "vaska")
      #expect((nul.status, nul.problem) == (400, "bad-input"), "\(nul.text)")
      let first = try await mark(
        bed, 1, question, ["points": 4, "comment": .string(comment)], by: "vaska")
      #expect(first.status == 200 && first["version"] == 2, "\(first.text)")
      #expect(first["marked_by"] == "vaska")
      #expect(first["comment"]?.string.map { Array($0.utf8) } == Array(comment.utf8))
      try await bed.score()
      #expect(try await bed.status(1) == "marking")
      // Until then another one may think otherwise.
      #expect(
        try await mark(bed, 1, "1.why_us", ["points": 2], by: "murka", match: "1").status == 412)
      #expect(
        try await mark(bed, 1, "1.why_us", ["points": 3], by: "murka", match: "2").status == 200)
      #expect(try await mark(bed, 1, "1.best_day", ["points": 1], by: "vaska").status == 200)
      try await bed.score()
      #expect(try await bed.seen(1)["points"] == 21)
      let late = try await mark(bed, 1, "1.why_us", ["points": 4], by: "vaska", match: "3")
      #expect((late.status, late.problem) == (409, "wrong-state"))
      #expect(try await next(bed, "vaska").status == 204)
    }
  }

  @Test("both last marks at once: it is scored once")
  func race() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.middling)
      try await bed.score()
      let statuses = try await atOnce(8) { number in
        try await mark(
          bed, 1, number % 2 == 0 ? "1.why_us" : "1.best_day", ["points": 1], by: "m\(number)"
        ).status
      }
      // Of four who mark the same, one does; the others see that it has changed, or that all is
      // done.
      #expect(statuses.filter { $0 == 200 }.count == 2)
      #expect(statuses.allSatisfy { [200, 409, 412].contains($0) })
      try await bed.score()
      #expect(try await bed.history(1) == ["asked", "tested"])
    }
  }

  @Test("refused: without If-Match, beyond the most points, what another has, what is no text")
  func refusals() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.best)
      try await bed.score()
      #expect(
        try await mark(bed, 1, "1.why_us", ["points": 1], by: "vaska", match: nil).status == 428)
      let much = try await mark(bed, 1, "1.why_us", ["points": 5], by: "vaska")
      #expect((much.status, much.listed) == (400, ["/points out-of-range"]))
      #expect(try await mark(bed, 1, "1.why_us", ["points": -1], by: "vaska").status == 400)
      #expect(try await mark(bed, 1, "1.way", ["points": 1], by: "vaska").status == 404)
      #expect(try await mark(bed, 9, "1.way", ["points": 1], by: "vaska").status == 404)
      #expect(try await next(bed, "murka")["question"] == "1.best_day")
      let taken = try await mark(bed, 1, "1.best_day", ["points": 1], by: "vaska")
      #expect((taken.status, taken.problem) == (409, "being-marked"))
      #expect(try await mark(bed, 1, "1.best_day", ["points": 1], by: "murka").status == 200)
    }
  }

  @Test("nobody is asked to mark what is decided already")
  func decided() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.best)
      try await bed.score()
      try await bed.prepare(
        """
        update application
        set    status = 'rejected', reason = 'incomplete', rejected_from = 'invited',
               reapply_at = t0(), decided_at = t0(), decided_by = 'boss'
        where  id = u(1001);
        """)
      #expect(try await next(bed, "vaska").status == 204)
    }
  }
}

extension JSONValue {
  fileprivate var memberNames: [ExactText] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.name)
  }
}
