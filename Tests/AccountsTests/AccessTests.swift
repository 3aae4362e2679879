import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

@Suite("Who may do what with sessions and links")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: AccountsModule.self, columns: ["nobody", "owner", "another client", "manager", "others"],
    rows: [
      "GET /api/accounts/sessions": [401, 200, 200, 200, 200],
      "GET /api/accounts/sessions?subject=hcb-1": [401, 200, 200, 200, 200],
      "GET /api/accounts/links": [401, 200, 200, 200, 200],
      "DELETE /api/accounts/sessions/{id}": [401, 204, 404, 204, 404],
      "DELETE /api/accounts/links/{id}": [401, 204, 404, 404, 404],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withAccounts({ $0.subject = .claim(ClaimPath("id")) }) { bed in
      let callers = [
        nil, Caller(subject: "hcb-1", roles: [.client]), Caller(subject: "hcb-2", roles: [.client]),
        Caller(subject: UUID().wire, roles: [.manager]),
      ]
      let differences = try await Self.matrix.differences(
        bed.api, callers: callers
      ) { path in
        try await bed.signIn(lies: ["id": "hcb-1"])
        let session = try #require(
          try await bed.accounts.desk.sessions(of: .anybody("hcb-1")).last)
        let link = try #require(try await bed.accounts.desk.links(of: .anybody()).first)
        return ["id": path.contains("links") ? link.id.wire : session.id.wire]
      }
      #expect(differences == [])
    }
  }

  @Test("a manager drops anybody's link, and what was begun by it ends")
  func unlinking() async throws {
    try await withAccounts({ $0.subject = .claim(ClaimPath("id")) }) { bed in
      try await bed.signIn(lies: ["id": "hcb-1"])
      let link = try #require(try await bed.accounts.desk.links(of: .anybody()).first)
      let manager = Caller(subject: UUID().wire, roles: [.manager])
      let path = "/api/accounts/links/\(link.id.wire)"
      #expect(try await bed.api.send(.delete, path, as: manager).status == 204)
      #expect(try await bed.accounts.desk.links(of: .anybody()).isEmpty)
      #expect(try await bed.ends() == ["ended_by_person"])
      #expect(try await bed.api.send(.delete, path, as: manager).status == 404)
    }
  }

  @Test("on the page, too: one's own are listed and ended, and nobody else's")
  func page() async throws {
    try await withAccounts { bed in
      for sub in ["x", "y"] { try await bed.signIn(as: sub) }
      let browser = bed.api.browser(as: Caller(subject: "x", roles: [.client]))
      let page = try await browser.get("/sign-in/sessions")
      #expect(page.status == 200 && page.text.contains("Firefox · Android"), "\(page.text)")
      func id(_ subject: ExactText) async throws -> String {
        try #require(try await bed.accounts.desk.sessions(of: .anybody(subject)).first).id.wire
      }
      let (own, other) = (try await id("x"), try await id("y"))
      #expect(try await browser.submit("/sign-in/sessions/\(other)/end").status == 404)
      let ended = try await browser.submit("/sign-in/sessions/\(own)/end")
      let location = try #require(ended.headers[.location])
      #expect(try await browser.get(location).text.contains("You are signed out there."))
      try await bed.signIn(as: "x")
      #expect(try await browser.submit("/sign-in/sessions/others/end").status == 303)
      #expect(try await bed.ends() == ["ended_by_person", "–", "ended_by_person"])
      #expect(bed.log.events.contains { $0.contains(own) && $0.contains("by=client:x") })
    }
  }

  @Test("each sees their own, page by page; HCB's ids and ours may coincide")
  func own() async throws {
    try await withAccounts { bed in
      for (sub, role) in [("x", "client"), ("x", "worker"), ("y", "client"), ("x", "client")] {
        bed.time.advance(by: 0.001)
        try await bed.signIn(as: sub, lies: ["role": .string(role)])
      }
      func seen(_ caller: Caller, _ query: String = "") async throws -> [String] {
        let answer = try await bed.api.send(.get, "/api/accounts/sessions" + query, as: caller)
        return (answer["items"]?.array ?? []).map {
          "\($0["subject"]?.string ?? "–") \($0["roles"]?[0]?.string ?? "–")"
        }
      }
      let client = Caller(subject: "x", roles: [.client])
      #expect(try await seen(client) == ["x client", "x client"])
      #expect(try await seen(client, "?subject=y") == [])
      #expect(try await seen(Caller(subject: "x", roles: [.worker])) == ["x worker"])
      let manager = Caller(subject: UUID().wire, roles: [.manager])
      #expect(try await seen(manager).count == 4)
      #expect(try await seen(manager, "?subject=y") == ["y client"])
      let first = try await bed.api.send(.get, "/api/accounts/sessions?limit=3", as: manager)
      let cursor = try #require(first["next_cursor"]?.string)
      #expect(try await seen(manager, "?limit=3&cursor=\(cursor)") == ["x client"])
      #expect(try await seen(client, "?odd=1") == [])
    }
  }
}
