import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("R-011: what clients keep of themselves, on a page")
struct OwnDetailsTests {
  private static let path = "/clients/me"
  private static let details = [
    ("first_name", "Mura"), ("last_name", "Whisker"), ("email", "mura@cats.example"),
    ("phone", "+7 495 000-00-09"), ("place", "Attic"), ("language", "ru"),
  ]

  @Test("R-010: who has not been here yet is registered by what the session says, and comes back")
  func welcome() async throws {
    try await withClients { clients in
      let browser = clients.api.browser(as: clients.client("hcb-1"))
      let away = try await browser.get(Self.path)
      #expect(away.headers[.location] == "/clients/welcome?return=%2Fclients%2Fme")
      #expect(try await browser.press(Self.path, Self.details + [("version", "1")]).status == 404)
      let back = try await browser.get("/clients/welcome?return=%2Fclients%2Fme")
      #expect(back.headers[.location] == Self.path)
      let page = try await browser.get(Self.path)
      #expect(page.missing(["<h1>My details</h1>", #"value="murka@cats.example""#]) == [])
      #expect(try await clients.count() == 1)
    }
  }

  @Test("is theirs alone, of whichever other roles they have; whether they may order is not theirs")
  func own() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      try await clients.register("hcb-2", [.init("first_name", "Ryzhik")])
      for role in Role.allCases where role != .client {
        let other = clients.api.browser(as: Caller(subject: "hcb-1", roles: [role]))
        #expect(try await other.get(Self.path).status == 403, "\(role)")
        #expect(try await other.press(Self.path, Self.details).status == 403, "\(role)")
      }
      #expect(try await clients.api.browser(as: nil).get(Self.path).status == 303)
      let both = Caller(subject: "hcb-1", roles: [.client, .manager])
      let browser = clients.api.browser(as: both)
      let fields = Self.details + [("version", "1")]
      let more = try await browser.press(Self.path, fields + [("active", "false")])
      #expect(more.status == 400 && more.text.contains("this page has no such field"))
      #expect(try await browser.press(Self.path, fields).status == 303)
      let changed = try #require(try await clients.events().last)
      #expect(changed.id.wire == id && changed.active && changed.firstName == "Mura")
      #expect(try await clients.events().count == 3)
    }
  }

  @Test("is changed once however often it is pressed, and never over what came in between")
  func change() async throws {
    try await withClients { clients in
      try await clients.register("hcb-1")
      let browser = clients.api.browser(as: clients.client("hcb-1"))
      let page = try await browser.get(Self.path)
      #expect(
        page.missing([
          #"autocomplete="tel""#, #"autocomplete="street-address""#, #"value="" selected"#,
          "10\u{202F}000.01 more paid until 5 % discount",
        ]) == [])
      let answers = try await atOnce(5) { _ in
        try await browser.press(Self.path, Self.details + [("version", "1")], key: "k")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(Self.path)?notice=own_saved" })
      let kept = try await browser.get("\(Self.path)?notice=own_saved")
      #expect(kept.missing(["Your details are saved.", #"value="ru" selected"#]) == [])
      // HCB tells of a new name while the form is open.
      try await clients.register("hcb-1", [.init("first_name", "Murlyka")])
      let late = try await browser.press(Self.path, Self.details + [("version", "2")])
      #expect(late.status == 412 && late.text.contains("In the register now: Murlyka Whisker"))
      let emptied = try await browser.press(
        Self.path, Self.details.prefix(3) + [("version", "3"), ("place", ""), ("phone", "")])
      #expect(emptied.status == 303)
      let last = try #require(try await clients.events().last)
      #expect((last.phone, last.place, last.language) == (nil, nil, nil))
      #expect(try await clients.events().map(\.version) == [1, 2, 3, 4])
    }
  }

  @Test("who is deactivated is told so")
  func inactive() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      _ = try await clients.api.send(
        .patch, "/api/clients/\(id)", as: clients.hcb, ["active": false])
      let browser = clients.api.browser(as: clients.client("hcb-1"), language: "ru")
      let page = try await browser.get(Self.path)
      #expect(page.missing(["Мои данные", "Ваша запись отключена", "Обычное место"]) == [])
    }
  }
}
