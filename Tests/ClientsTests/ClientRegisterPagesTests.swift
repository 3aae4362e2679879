import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("R-011: the register of clients, on managers' pages")
struct ClientRegisterPagesTests {
  private static let details = [
    ("first_name", "Mura"), ("last_name", "Whisker"), ("email", "mura@cats.example"),
    ("phone", "+7 495 000-00-09"), ("place", "Attic"), ("language", "ru"),
  ]

  @Test("clients are listed with where they stand, found by a part of the name, and page by page")
  func list() async throws {
    try await withClients { clients in
      let browser = clients.api.browser(as: clients.manager)
      #expect(try await browser.get("/clients").text.contains("Nobody is found"))
      let id = try await clients.register("hcb-1", [.init("first_name", "<b>Murka")])
      let gone = try await clients.register("hcb-2", [.init("last_name", "Ryzhikova")])
      _ = try await clients.api.send(
        .patch, "/api/clients/\(gone)", as: clients.hcb, ["active": false])
      let page = try await browser.get("/clients")
      #expect(
        page.missing([
          "<h1>Clients</h1>", "href=\"/clients/\(id)\">&lt;b&gt;Murka Whisker</a>", "hcb-1",
          "murka@cats.example", "deactivated", #"href="/clients?active=true""#,
        ]) == [])
      let shown = try await browser.get("/clients?active=false&notice=x")
      #expect(shown.text.contains("Ryzhikova") && !shown.text.contains("hcb-1"))
      #expect(shown.text.contains(#"href="/clients?active=false" aria-current="page""#))
      let found = try await browser.get("/clients?q=RYZHIK")
      #expect(found.text.contains("hcb-2") && !found.text.contains("hcb-1"))
      let short = try await browser.get("/clients?q=mu")
      #expect(short.status == 400 && short.text.contains("this needs at least 3 characters"))
      #expect(try await browser.get("/clients?odd=1").status == 400)
      let first = try await browser.get("/clients?limit=1")
      let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      #expect(second.text.contains("hcb-2") && !second.text.contains("hcb-1"))
    }
  }

  @Test("only managers get there")
  func roles() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let pages = ["", "/\(id)", "/\(id)/deactivate", "/\(id)/activate"].map { "/clients\($0)" }
      let others = Role.allCases.filter { $0 != .manager }
        .map { Caller(subject: "hcb-1", roles: [$0]) }
      for path in pages {
        #expect(try await clients.api.browser(as: nil).get(path).status == 303, "\(path)")
        #expect(try await clients.api.browser(as: clients.manager).get(path).status == 200)
        for other in others {
          let browser = clients.api.browser(as: other)
          #expect(try await browser.get(path).status == 403, "\(other) \(path)")
          let pressed = try await browser.press(path, Self.details + [("version", "1")])
          // The list has no form.
          #expect(pressed.status == (path == "/clients" ? 405 : 403), "\(other) \(path)")
        }
      }
      for path in ["", "/deactivate"].map({ "/clients/\(UUID().wire)\($0)" }) {
        #expect(try await clients.api.browser(as: clients.manager).get(path).status == 404)
      }
      #expect(try ClientsModule.pageLinks().map(\.roles) == [[.manager], [.client]])
      #expect(try await clients.events().count == 1)
    }
  }

  @Test("pressed many times at once it is changed once; what is left blank is none from then on")
  func edit() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let (browser, path) = (clients.api.browser(as: clients.manager), "/clients/\(id)")
      let page = try await browser.get(path)
      #expect(
        page.missing([
          "<h1>Client Murka Whisker</h1>", #"value="murka@cats.example""#, "hcb-1",
          #"name="version" value="1""#, "href=\"/admin/orders?client=\(id)\"",
          "10\u{202F}000.01 more paid until 5 % discount", #"href="\#(path)/deactivate""#,
        ]) == [])
      let answers = try await atOnce(5) { _ in
        try await browser.press(path, Self.details + [("version", "1")], key: "k")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(path)?notice=saved" })
      let changed = try #require(try await clients.events().last)
      #expect(changed.firstName == "Mura" && changed.place == "Attic" && changed.version == 2)
      #expect(changed.language == .russian && changed.phone == "+7 495 000-00-09")
      #expect(
        try await browser.get("\(path)?notice=saved").text.contains("Your changes are saved."))
      let fewer = Self.details.filter { ["first_name", "last_name", "email"].contains($0.0) }
      let saved = try await browser.press(path, fewer + [("version", "2"), ("phone", " ")])
      #expect(saved.status == 303)
      let last = try #require(try await clients.events().last)
      #expect((last.phone, last.place, last.language) == (nil, nil, nil))
      #expect(try await clients.events().count == 3)
    }
  }

  @Test("all mistakes are said at once, and nothing that was typed is lost")
  func mistakes() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let browser = clients.api.browser(as: clients.manager)
      let wrong = try await browser.press(
        "/clients/\(id)",
        [
          ("version", "1"), ("last_name", "<Whisker"), ("email", "mura@"), ("phone", "call me"),
          ("language", "fr"), ("active", "false"),
        ])
      #expect(wrong.status == 400)
      #expect(
        wrong.missing([
          "First name: please fill this in", "E-mail: enter an e-mail address",
          "Phone: enter a telephone number", "Language of mails: choose one of these",
          "this page has no such field", #"value="&lt;Whisker""#, #"value="call me""#,
        ]) == [])
      #expect(
        try await browser.submit("/clients/\(id)", Self.details + [("version", "1")]).status == 400,
        "a form without a key")
      #expect(try await clients.events().count == 1)
    }
  }

  @Test("what somebody else has kept meanwhile is written over by who has been told of it only")
  func version() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let (browser, path) = (clients.api.browser(as: clients.manager), "/clients/\(id)")
      _ = try await clients.api.send(
        .patch, "/api/clients/\(id)", as: clients.client("hcb-1"),
        ["place": "Roof 7", "language": "en"])
      let late = try await browser.press(path, Self.details + [("version", "1")])
      #expect(late.status == 412)
      #expect(
        late.missing([
          "Somebody else was faster", #"name="version" value="2""#, #"value="Attic""#,
          "In the register now: Murka Whisker, murka@cats.example, Roof 7, English.",
        ]) == [])
      // A form that is refused for something else is still of the version it was.
      let mistaken = try await browser.press(path, [("version", "1"), ("email", "mura@")])
      #expect(mistaken.status == 400 && mistaken.text.contains(#"name="version" value="1""#))
      #expect(try await clients.events().last?.place == "Roof 7")
      #expect(try await browser.press(path, Self.details + [("version", "2")]).status == 303)
      #expect(try await clients.events().map(\.place) == [nil, "Roof 7", "Attic"])
      // So is one that asks once more.
      let act = try await browser.press("\(path)/deactivate", [("version", "2")])
      #expect(act.status == 412 && act.text.contains(#"name="version" value="3""#))
      #expect(try await clients.events().last?.active == true)
    }
  }

  @Test("R-010: deactivating asks once more, is done once, and can be undone")
  func standing() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let (browser, path) = (clients.api.browser(as: clients.manager), "/clients/\(id)")
      let asked = try await browser.get("\(path)/deactivate")
      #expect(
        asked.missing([
          "Murka Whisker can order nothing new.", #"value="Deactivate">Deactivate</button>"#,
        ]) == [])
      let gone = try await atOnce(3) { _ in
        try await browser.press("\(path)/deactivate", [("version", "1")], key: "k")
      }
      #expect(gone.allSatisfy { $0.headers[.location] == "\(path)?notice=deactivated" })
      let page = try await browser.get("\(path)?notice=deactivated")
      #expect(page.missing(["The client is deactivated.", #"href="\#(path)/activate""#]) == [])
      let back = try await browser.press("\(path)/activate", [("version", "2")])
      #expect(back.headers[.location] == "\(path)?notice=activated")
      #expect(try await clients.events().map(\.active) == [true, false, true])
      let russian = clients.api.browser(as: clients.manager, language: "ru")
      let inRussian = try await russian.get("\(path)/deactivate")
      #expect(inRussian.missing(["Отключить этого клиента?", "Murka Whisker не сможет"]) == [])
    }
  }
}
