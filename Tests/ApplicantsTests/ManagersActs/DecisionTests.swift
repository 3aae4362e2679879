import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-113, R-120: managers decide")
struct DecisionTests {
  @Test("R-120: who is accepted becomes a worker, with all that the register needs")
  func accept() async throws {
    try await withApplications { bed in
      try await bed.propose()
      let accepted = try await bed.decide(104, ["decision": "accept"])
      #expect((accepted.status, accepted["status"]) == (200, "accepted"), "\(accepted.text)")
      #expect((accepted["decided_by"], accepted["version"]) == ("boss", 3))
      let events = try await bed.events(104)
      #expect(events.map(\.type) == ["applicant.accepted.v1"])
      let data = try #require(events.first?.data)
      #expect(data["worker_id"] == accepted["worker_id"])
      #expect((data["name"], data["email"]) == ("Tom 104", "Tom104@x.example"))
      #expect((data["age"], data["vacancy_title"], data["version"]) == (3, "Vacancy 1", 3))
      #expect(data["code"]?.string?.count == 20)
      #expect(data["characteristics"]?["courtesy"] == 50)
      #expect(data["photo"]?["media_type"] == "image/png")
      // The path opens without a token for thirty days.
      let path = try #require(data["photo"]?["path"]?.string)
      bed.clock.set(t0 + 30 * 86_400 - 1)
      #expect(try await bed.hiring.api.send(.get, path).text == "a cat")
      bed.clock.set(t0 + 30 * 86_400 + 1)
      #expect(try await bed.hiring.api.send(.get, path).status == 404)
      #expect(try await bed.decide(104, ["decision": "accept"]).problem == "wrong-state")
    }
  }

  @Test("R-080: who is not proposed is accepted for a reason only, and what was shown is kept")
  func notProposed() async throws {
    try await withApplications { bed in
      let refused = try await bed.decide(104, ["decision": "accept"])
      #expect((refused.status, refused.problem) == (409, "not-proposed"))
      #expect(refused["standing"]?["obstacles"] == ["too_few"])
      let accepted = try await bed.decide(
        104, ["decision": "accept", "reason": "She can open doors."])
      #expect(accepted["status"] == "accepted", "\(accepted.text)")
      let last = try await bed.get(104, "/history")["items"]?.array?.last
      #expect((last?["event"], last?["note"]) == ("accepted", "She can open doors."))
      #expect(last?["facts"]?["standing"]?["proposed"] == false)
      #expect(last?["facts"]?["standing"]?["of"] == 1)
    }
  }

  @Test("accepting is from tested only; others as the table of an application's life has them")
  func states() async throws {
    try await withApplications { bed in
      let refusals: [(Int, JSONValue)] = [
        (102, ["decision": "accept", "reason": "x"]), (103, ["decision": "accept", "reason": "x"]),
        (105, ["decision": "reject", "reason": "incomplete"]), (105, ["decision": "withdraw"]),
        (106, ["decision": "reject", "reason": "incomplete"]),
        (107, ["decision": "reopen", "reason": "x"]), (102, ["decision": "reopen", "reason": "x"]),
      ]
      for (number, fields) in refusals {
        let refused = try await bed.decide(number, fields)
        #expect((refused.status, refused.problem) == (409, "wrong-state"), "\(number) \(fields)")
      }
      #expect(try await bed.decide(101, ["decision": "withdraw"]).status == 404)
      let mistakes: [(JSONValue, [String])] = [
        ([:], ["/decision"]),
        (["decision": "hire", "reason": "x", "why": 1], ["/decision", "/why"]),
        (["decision": "reject"], ["/reason"]),
        (["decision": "reject", "reason": "ugly"], ["/reason"]),
        (["decision": "reject", "reason": "other"], ["/note"]),
        (["decision": "reopen"], ["/reason"]),
      ]
      for (fields, pointers) in mistakes {
        #expect(try await bed.decide(102, fields).mistakes == pointers, "\(fields)")
      }
    }
  }

  @Test("R-113, case 10: a rejection says from when on the cat may apply again, and is remembered")
  func reject() async throws {
    try await withApplications { bed in
      let rejected = try await bed.decide(
        103, ["decision": "reject", "reason": "other", "note": "No whiskers."])
      #expect((rejected["status"], rejected["reason"]) == ("rejected", "other"), "\(rejected.text)")
      #expect(rejected["reapply_at"] == "2027-05-30T12:00:00Z")
      let data = try #require(try await bed.events(103).first)
      #expect(data.type == "applicant.rejected.v1")
      #expect(data.data["may_apply_again_at"] == "2027-05-30T12:00:00Z")
      #expect((data.data["reason"], data.data["name"]) == ("other", "Tom 103"))
      let until = try await bed.bed.value(
        "select until from applicants.rejected where vacancy_id = u(1)", as: Date.self)
      #expect(until == t0 + 90 * 86_400)
      // By what confirming asks for: the e-mail in any case, not the mailbox.
      let barred = try await bed.bed.value(
        "select email_hash from applicants.rejected where vacancy_id = u(1)", as: [UInt8].self)
      #expect(barred == ApplicantsConfiguration.testing.pepper.hash(ofEmail: "TOM103@x.example"))
      // The note is for managers.
      #expect(data.data["note"] == nil)
    }
  }

  @Test("what is sat when it is withdrawn is void; what has finished stays, as it ranks others")
  func void() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare("update application set asks_time = 'a paw' where id = u(103)")
      try await bed.begin(103, minutes: 20)
      let withdrawn = try await bed.decide(103, ["decision": "withdraw", "reason": "by telephone"])
      #expect((withdrawn["status"], withdrawn["decided_by"]) == ("withdrawn", "boss"))
      #expect(withdrawn["asks_time"] == .null)
      let last = try await bed.get(103, "/history")["items"]?.array?.last
      #expect((last?["event"], last?["note"]) == ("withdrawn", "by telephone"))
      let attempt = try await bed.get(103)["invitations"]?[0]?["attempt"]
      #expect(attempt?["status"] == "void")
      let event = try await bed.events(103).last?.data
      #expect((event?["event"], event?["previous"]) == ("withdrawn", "invited"))
      // What has finished stays, since others are ranked with it.
      _ = try await bed.decide(104, ["decision": "reject", "reason": "test_result"])
      #expect(try await bed.get(104)["invitations"]?[0]?["attempt"]?["status"] == "finished")
    }
  }

  @Test("R-113: reopened, it is what it was, unless another one of the mailbox is open by now")
  func reopen() async throws {
    try await withApplications { bed in
      _ = try await bed.decide(104, ["decision": "reject", "reason": "test_result"])
      try await bed.bed.prepare(
        "update application set email = 'TOM104@x.example' where id = u(102)")
      let refused = try await bed.decide(104, ["decision": "reopen", "reason": "a mistake"])
      #expect((refused.status, refused.problem) == (409, "already-open"))
      try await bed.bed.prepare("update application set vacancy_id = u(2) where id = u(102)")
      let reopened = try await bed.decide(104, ["decision": "reopen", "reason": "a mistake"])
      #expect((reopened["status"], reopened["reapply_at"]) == ("tested", .null), "\(reopened.text)")
      #expect(reopened["decided_by"] == .null)
      let rejections: Int64 = try await bed.bed.value("select count(*) from applicants.rejected")
      #expect(rejections == 0)
      let event = try await bed.events(104).last?.data
      #expect((event?["event"], event?["link"]?["kind"]) == ("reopened", "status"))
    }
  }

  @Test("a withdrawal that was filed before comes before the decision")
  func waitingAct() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        "insert into portal_act (application_id, kind, at) values (u(104), 'withdraw', t0())")
      let refused = try await bed.decide(104, ["decision": "accept", "reason": "x"])
      #expect((refused.status, refused.problem) == (409, "wrong-state"))
    }
  }

  @Test("case 16: of fifty who accept, fifty who reject and one who withdraws, one wins")
  func race() async throws {
    try await withApplications { bed in
      let answers = try await atOnce(101) { number in
        switch number {
        case 0..<50: try await bed.decide(104, ["decision": "accept", "reason": "x"])
        case 50..<100: try await bed.decide(104, ["decision": "reject", "reason": "incomplete"])
        default: try await bed.decide(104, ["decision": "withdraw"])
        }
      }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.problem == "wrong-state" } == 100)
      #expect(try await bed.events(104).count == 1)
      #expect(try await bed.get(104)["version"] == 3)
    }
  }

  @Test("If-Match is honoured, and the same key decides once")
  func repeated() async throws {
    try await withApplications { bed in
      let fields: JSONValue = ["decision": "reject", "reason": "incomplete"]
      #expect(try await bed.act(102, "/decision", fields, match: "1").status == 412)
      let first = try await bed.act(102, "/decision", fields, match: "2", key: "a")
      let second = try await bed.act(102, "/decision", fields, match: "2", key: "a")
      #expect((first.status, second.body) == (200, first.body))
    }
  }
}
