import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("The managers' pages")
struct ManagerPagesTests {
  @Test("managers are listed with their rights, found by a part of the name, and page by page")
  func list() async throws {
    try await withManagers { managers in
      let browser = managers.api.browser(as: managers.boss)
      let id = try await managers.register("vaska")
      let other = try await managers.register("barsik")
      _ = try await managers.change(other, ["name": "<b>arsik"])
      _ = try await managers.change(id, ["active": false])
      let page = try await browser.get("/managers")
      #expect(page.status == 200)
      for part in [
        "<h1>Managers</h1>", "href=\"/managers/\(id)\">vaska</a>", "vaska@mcf.example",
        "deactivated", "&lt;b&gt;arsik", #"href="/managers/new">Add a manager"#,
      ] { #expect(page.text.contains(part), "\(part)") }
      #expect(try ManagersModule.pageLinks().map(\.roles) == [[.manager]])
      let found = try await browser.get("/managers?q=ARSIK")
      #expect(found.text.contains("&lt;b&gt;arsik") && !found.text.contains("vaska@"))
      #expect(try await browser.get("/managers?q=nobody").text.contains("Nobody is found"))
      #expect(try await browser.get("/managers?q=").text.contains("vaska@"))
      let short = try await browser.get("/managers?q=va&active=false")
      #expect(short.status == 400 && short.text.contains("vaska@"), "the list is there")
      for part in [
        #"value="va" minlength="3""#, #"aria-invalid="true""#, "this needs at least 3 characters",
        #"name="active" value="false""#, "<title>Mistake: Managers",
      ] { #expect(short.text.contains(part), "\(part)") }
      let odd = try await browser.get("/managers?q=va&odd=1")
      #expect(odd.status == 400 && !odd.text.contains("vaska@") && odd.text.contains("?odd"))
      #expect(!odd.text.contains("mistakes were found"), "they are listed")
      let first = try await browser.get("/managers?limit=1")
      let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      #expect(second.text.contains("&lt;b&gt;arsik") && !second.text.contains("vaska@"))
    }
  }

  @Test("only managers get there")
  func roles() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      let paths = ["", "/new", "/\(id)", "/\(id)/deactivate", "/\(id)/activate"]
      for role in Role.allCases where role != .manager {
        let browser = managers.api.browser(as: Caller(subject: "x", roles: [role]))
        for path in paths {
          #expect(try await browser.get("/managers\(path)").status == 403, "\(role) \(path)")
        }
        for path in paths.dropFirst() {
          #expect(try await browser.submit("/managers\(path)").status == 403, "\(role) \(path)")
        }
      }
      let boss = managers.api.browser(as: managers.boss)
      for path in paths { #expect(try await boss.get("/managers\(path)").status == 200) }
      #expect(try await managers.events().count == 1)
    }
  }

  @Test("two mistakes are both shown, with what was typed; then it is added")
  func mistakes() async throws {
    try await withManagers { managers in
      let browser = managers.api.browser(as: managers.boss)
      let wrong = try await browser.submit(
        "/managers/new", [("name", String(repeating: "n", count: 201)), ("email", "mura@")])
      #expect(wrong.status == 400)
      for part in [
        "Name: this may have at most 200 characters",
        "E-mail: enter an e-mail address such as murka@cats.example", #"value="mura@""#, "nnnnn",
      ] { #expect(wrong.text.contains(part), "\(part)") }
      let added = try await browser.submit(
        "/managers/new", [("name", "Mura"), ("email", "mura@mcf.example")])
      #expect(added.status == 303)
      #expect(added.headers[.location] == "/managers?notice=added")
      let page = try await browser.get("/managers?notice=added")
      #expect(page.text.contains("The manager is added.") && page.text.contains("mura@mcf.example"))
      #expect(try await managers.events().map(\.name) == ["Mura"])
      let taken = try await browser.submit(
        "/managers/new", [("name", "Mu"), ("email", "Mura@mcf.example")])
      #expect(taken.status == 409)
      #expect(taken.text.contains("E-mail: another manager is registered with this e-mail"))
    }
  }

  @Test("pressed many times at once, and again later: one manager, and each press ends on it")
  func presses() async throws {
    try await withManagers { managers in
      let browser = managers.api.browser(as: managers.boss)
      let fields = [("form_key", "k-1"), ("name", "Mura"), ("email", "mura@mcf.example")]
      let answers = try await atOnce(10) { _ in try await browser.submit("/managers/new", fields) }
      #expect(answers.allSatisfy { $0.status == 303 })
      #expect(try await browser.submit("/managers/new", fields).status == 303)
      #expect(try await managers.events().count == 1)
      // Something else by the same form is no second press; nor is it lost.
      let other = try await browser.submit(
        "/managers/new", [("form_key", "k-1"), ("name", "Vaska"), ("email", "v@mcf.example")])
      #expect(other.status == 422 && other.text.contains("This form was sent already"))
      #expect(other.text.contains(#"value="Vaska""#) && !other.text.contains(#"value="k-1""#))
      // Under another session the same form is somebody else's.
      let stranger = managers.api.browser(as: Caller(subject: "second", roles: [.manager]))
      let theirs = try await stranger.submit("/managers/new", fields)
      #expect(theirs.status == 409 && theirs.text.contains("another manager is registered"))
    }
  }

  @Test("who is changed meanwhile by somebody else is not overwritten unseen")
  func version() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      let browser = managers.api.browser(as: managers.boss)
      let path = "/managers/\(id)"
      let page = try await browser.get(path)
      #expect(page.text.contains(#"name="version" value="1""#))
      #expect(page.text.contains(#"value="vaska@mcf.example""#))
      _ = try await managers.change(id, ["name": "Vasiliy"])
      let fields = [("name", "Vas"), ("email", "vaska@mcf.example")]
      let late = try await browser.submit(path, fields + [("version", "1")])
      #expect(late.status == 412 && late.text.contains("Somebody else was faster"))
      #expect(late.text.contains(#"value="Vas""#) && late.text.contains(#"value="2""#))
      #expect(late.text.contains("In the register now: Vasiliy, vaska@mcf.example."))
      let saved = try await browser.submit(path, fields + [("version", "2")])
      #expect(saved.headers[.location] == "/managers?notice=saved")
      #expect(try await managers.events().map(\.name) == ["vaska", "Vasiliy", "Vas"])
      let emptied = try await browser.submit(path, [("email", "v@mcf.example"), ("version", "3")])
      #expect(emptied.status == 400 && emptied.text.contains("Name: please fill this in"))
    }
  }

  @Test("deactivating asks once more; the last one stays, and the limit's setting is named")
  func rights() async throws {
    try await withManagers(maximum: 1) { managers in
      let browser = managers.api.browser(as: managers.boss)
      let id = try await managers.register("vaska")
      let asked = try await browser.get("/managers/\(id)/deactivate")
      #expect(asked.text.contains("vaska loses a manager&#39;s rights at once"))
      #expect(asked.text.contains(#"value="Deactivate">Deactivate</button>"#))
      let keyless = try await browser.submit("/managers/\(id)/deactivate", [("version", "1")])
      #expect(keyless.status == 400 && keyless.text.contains("This form came without its key"))
      let last = try await browser.press("/managers/\(id)/deactivate", [("version", "1")])
      #expect(last.status == 409 && last.text.contains("This is the last active manager"))
      let many = try await browser.submit(
        "/managers/new", [("name", "Mura"), ("email", "mura@mcf.example")])
      #expect(many.status == 409)
      #expect(many.text.contains("1 manager is active, and the setting MCF_MANAGERS_MAX"))
      #expect(try await managers.active() == 1)
    }
    try await withManagers { managers in
      let browser = managers.api.browser(as: managers.boss)
      try await managers.register("keeper")
      let id = try await managers.register("vaska")
      let gone = try await browser.press("/managers/\(id)/deactivate", [("version", "1")])
      #expect(gone.headers[.location] == "/managers?notice=deactivated")
      #expect(try await managers.active() == 1)
      let page = try await browser.get("/managers/\(id)")
      #expect(page.text.contains("href=\"/managers/\(id)/activate\">Activate</a>"))
      let back = try await browser.press("/managers/\(id)/activate", [("version", "2")])
      #expect(back.headers[.location] == "/managers?notice=activated")
      #expect(try await managers.events().map(\.active) == [true, true, false, true])
      #expect(try await browser.get("/managers/7").status == 404)
    }
  }

  @Test("the language of mails is kept, and who stands where has a part of the list")
  func language() async throws {
    try await withManagers { managers in
      try await managers.register("keeper")
      let id = try await managers.register("vaska")
      let browser = managers.api.browser(as: managers.boss)
      let fields = [("name", "Vas"), ("email", "vaska@mcf.example"), ("language", "ru")]
      let saved = try await browser.press("/managers/\(id)", fields + [("version", "1")])
      #expect(saved.status == 303)
      #expect(try await managers.events().last?.language == .russian)
      #expect(try await browser.get("/managers/\(id)").text.contains(#"value="ru" selected"#))
      let late = try await browser.press("/managers/\(id)", fields + [("version", "1")])
      #expect(late.text.contains("In the register now: Vas, vaska@mcf.example, Русский."))
      // A form that is refused for something else is still of the version it was.
      let mistaken = try await browser.press("/managers/\(id)", [("version", "1")])
      #expect(mistaken.status == 400 && mistaken.text.contains(#"name="version" value="1""#))
      _ = try await managers.change(id, ["active": false])
      let shown = try await browser.get("/managers?active=false")
      #expect(shown.text.contains("vaska@") && !shown.text.contains("keeper@"))
      #expect(shown.text.contains(#"href="/managers?active=false" aria-current="page""#))
    }
  }

  @Test("two deactivate each other at once, each on a page: one of them stays")
  func eachOther() async throws {
    try await withManagers { managers in
      for round in 0..<5 {
        let pair = [
          try await managers.register("one\(round)"), try await managers.register("two\(round)"),
        ]
        for id in try await managers.activeIDs() where !pair.contains(id) {
          _ = try await managers.change(id, ["active": false])
        }
        let statuses = try await atOnce(2) { number in
          let browser = managers.api.browser(as: managers.manager(pair[number]))
          return try await browser.press(
            "/managers/\(pair[1 - number])/deactivate", [("version", "1")]
          ).status
        }
        // Who is late may be none any more.
        #expect(statuses.count { $0 == 303 } == 1 && Set(statuses).isSubset(of: [303, 403, 409]))
        #expect(try await managers.active() == 1)
      }
    }
  }

  @Test("an act that was asked about in another state is asked about once more")
  func act() async throws {
    try await withManagers { managers in
      try await managers.register("keeper")
      let id = try await managers.register("vaska")
      let (browser, path) = (managers.api.browser(as: managers.boss), "/managers/\(id)/deactivate")
      #expect(try await browser.get(path).text.contains(#"name="version" value="1""#))
      _ = try await managers.change(id, ["name": "Vasiliy"])
      let late = try await browser.press(path, [("version", "1")])
      #expect(late.status == 412 && late.text.contains("Vasiliy loses"))
      #expect(try await managers.active() == 2)
      #expect(try await browser.press(path, [("version", "2")]).status == 303)
    }
  }
}
