import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Section 8: what managers write of applications")
struct ManagersWordsTests {
  /// An act of REST that takes words, on an application where it is possible.
  struct Act: Sendable, CustomTestStringConvertible {
    let number: Int
    let path: String
    let field: String
    let fields: JSONValue

    var testDescription: String { "\(path) \(number)" }

    func saying(_ words: String) -> JSONValue {
      guard case .object(let members) = fields else { return fields }
      return .object(members + [JSONValue.Member(field, .string(words))])
    }
  }

  static let acts = [
    Act(number: 103, path: "/invite", field: "reason", fields: [:]),
    Act(number: 103, path: "/extra-time", field: "reason", fields: ["minutes": 5]),
    Act(number: 104, path: "/decision", field: "reason", fields: ["decision": "accept"]),
    Act(
      number: 102, path: "/decision", field: "note",
      fields: ["decision": "reject", "reason": "other"]),
    Act(number: 102, path: "/decision", field: "reason", fields: ["decision": "withdraw"]),
    Act(number: 106, path: "/decision", field: "reason", fields: ["decision": "reopen"]),
  ]

  @Test("a letter of each plane of Unicode is kept as it was typed", arguments: acts)
  func planes(act: Act) async throws {
    try await withApplications { bed in
      let done = try await bed.act(act.number, act.path, act.saying(everyPlane))
      #expect(done.status == 200, "\(done.text)")
      let history = try await bed.get(act.number, "/history")
      let note = history["items"]?.array?.last?["note"]?.string
      #expect(note.map { Array($0.utf8) } == Array(everyPlane.utf8))
      let page = try await bed.browser().get(ApplicationsBed.page(act.number))
      #expect(page.text.contains(everyPlane))
    }
  }

  @Test("NUL, which no database keeps, is refused, and nothing is done", arguments: acts)
  func nul(act: Act) async throws {
    try await withApplications { bed in
      let refused = try await bed.act(act.number, act.path, act.saying("a \0"))
      #expect((refused.status, refused.problem) == (400, "bad-input"), "\(refused.text)")
      #expect(try await bed.bed.application(act.number).version == 2)
    }
  }

  @Test("neither is it kept of a page's form")
  func nulOfPages() async throws {
    try await withApplications { bed in
      for (number, path) in [
        (103, "/invite"), (104, "/accept"), (102, "/reject/other"), (102, "/withdraw"),
        (106, "/reopen"),
      ] {
        let field = path.hasPrefix("/reject") ? "note" : "reason"
        let refused = try await bed.press(number, path, [(field, "a \0")])
        #expect(refused.status == 400, "\(path)")
        #expect(try await bed.bed.application(number).version == 2, "\(path)")
      }
    }
  }
}
