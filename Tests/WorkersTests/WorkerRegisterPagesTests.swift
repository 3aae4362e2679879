import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("R-120: the register of workers, on managers' pages")
struct WorkerRegisterPagesTests {
  private static let details = [
    ("name", "Lev"), ("email", "lev@cats.example"), ("phone", "+7 495 000-00-09"), ("age", "5"),
    ("breed", "Manul"), ("coat_colour", "grey"), ("language", "ru"),
  ]

  @Test("workers are listed with where they stand, found by a part of the name, and page by page")
  func list() async throws {
    try await withWorkers { workers in
      let browser = workers.api.browser(as: workers.manager)
      #expect(try await browser.get("/workers").text.contains("Nobody is found"))
      let id = try await workers.register("leo", [.init("name", "<b>Leo")])
      let gone = try await workers.register("ryzhik")
      _ = try await workers.api.send(
        .patch, "/api/workers/\(gone)", as: workers.manager, ["active": false])
      let page = try await browser.get("/workers")
      #expect(
        page.missing([
          "<h1>Workers</h1>", "href=\"/workers/\(id)\">&lt;b&gt;Leo</a>", "leo@cats.example",
          "+7 495 000-00-03", "deactivated",
          #"href="/workers?active=true""#,
        ]) == [])
      let shown = try await browser.get("/workers?active=false")
      #expect(shown.text.contains("ryzhik@") && !shown.text.contains("leo@"))
      #expect(shown.text.contains(#"href="/workers?active=false" aria-current="page""#))
      let found = try await browser.get("/workers?q=RYZHIK")
      #expect(found.text.contains("ryzhik@") && !found.text.contains("leo@"))
      let short = try await browser.get("/workers?q=le")
      #expect(short.status == 400 && short.text.contains("this needs at least 3 characters"))
      #expect(try await browser.get("/workers?odd=1").status == 400)
      let first = try await browser.get("/workers?limit=1")
      let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      #expect(second.text.contains("ryzhik@") && !second.text.contains("leo@"))
    }
  }

  @Test("only managers get there, not even workers to themselves")
  func roles() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      let ends = ["", "/\(id)", "/\(id)/edit", "/\(id)/deactivate", "/\(id)/activate"]
      for path in ends.map({ "/workers\($0)" }) {
        #expect(try await workers.api.browser(as: nil).get(path).status == 303, "\(path)")
        #expect(try await workers.api.browser(as: workers.manager).get(path).status == 200)
        for role in Role.allCases where role != .manager {
          let other = workers.api.browser(as: Caller(subject: id, roles: [role]))
          #expect(try await other.get(path).status == 403, "\(role) \(path)")
          guard path != "/workers", path != "/workers/\(id)" else { continue }
          let pressed = try await other.press(path, Self.details + [("version", "1")])
          #expect(pressed.status == 403, "\(role) \(path)")
        }
      }
      for end in ["", "/edit", "/deactivate", "/photo"] {
        let path = "/workers/\(UUID().wire)\(end)"
        #expect(try await workers.api.browser(as: workers.manager).get(path).status == 404)
      }
      #expect(try await workers.events().count == 1)
    }
  }

  @Test("R-115, R-141: one worker: who it is, each characteristic, hours, days off, photo")
  func one() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      let (browser, path) = (workers.api.browser(as: workers.manager), "/workers/\(id)")
      let bare = try await browser.get(path)
      #expect(
        bare.missing([
          "<h1>Worker leo</h1>", "leo@cats.example", "4 years", "Siberian", "smoke",
          "MCF had them before", "Code \(Fixture.code)", "There is no photo yet.",
          "Always: any day at any time.", "No days off are noted.", "href=\"\(path)/edit\"",
          "href=\"\(path)/deactivate\"", "href=\"/admin/orders?worker=\(id)\"",
        ]) == [])
      #expect(!bare.text.contains("open=true"), "nobody is deactivated")
      // A letter stands for five points, and is read as the most of them.
      for (number, name) in CharacteristicsCode.names.enumerated() {
        let said = "\(name.replacing("_", with: " ")) · \(5 * (number + 1))"
        #expect(bare.text.contains(said), "\(said)")
        #expect(bare.text.contains("class=\"part\" width=\"\(5 * (number + 1))\""))
      }
      #expect(try await browser.get("\(path)/photo").status == 404)

      let put = try await workers.api.send(
        .put, "/api\(path)/photo", as: workers.manager, SampleJPEG.bytes(9), type: "image/jpeg")
      let digest = try #require(put["photo_sha256"]?.string)
      _ = try await workers.api.send(
        .put, "/api\(path)/hours", as: workers.manager,
        [
          "hours": [
            ["weekday": 1, "from": "09:00", "to": "12:00"],
            ["weekday": 1, "from": "13:00", "to": "24:00"],
          ]
        ])
      _ = try await workers.api.send(
        .post, "/api\(path)/absences", as: workers.manager,
        [
          // Of Moscow: midnight there is nine in the evening before.
          "from": "2099-02-28T21:00:00Z", "to": "2099-03-05T21:00:00Z", "reason": "<holiday>",
        ])
      let full = try await browser.get(path)
      #expect(
        full.missing([
          digest, "href=\"\(path)/photo\"", "09:00–12:00, 13:00–24:00", "free",
          "Sunday, 1 March – Thursday, 5 March", "&lt;holiday&gt;",
          "/admin/orders?worker=\(id)&amp;from=2099-03-01&amp;to=2099-03-05",
        ]) == [])
      #expect(full.text.matches(of: #/<dd>free</#).count == 6)
      let photo = try await browser.get("\(path)/photo")
      #expect(photo.status == 200 && photo.headers[.contentType] == "image/jpeg")
      #expect(photo.headers[.eTag]?.contains(digest) == true)
      for role in Role.allCases where role != .manager {
        let other = workers.api.browser(as: Caller(subject: id, roles: [role]))
        #expect(try await other.get("\(path)/photo").status == 403, "\(role)")
      }
      let russian = try await workers.api.browser(as: workers.manager, language: "ru").get(path)
      #expect(russian.missing(["4 года", "ночное зрение · 60", "выходной", "понедельник"]) == [])
    }
  }

  @Test("who it is can be changed, once and with all mistakes said; the rest stays")
  func edit() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      _ = try await workers.register("ida")
      let browser = workers.api.browser(as: workers.manager)
      let (page, path) = ("/workers/\(id)", "/workers/\(id)/edit")
      let shown = try await browser.get(path)
      #expect(shown.missing([#"value="leo""#, #"value="4""#, #"inputmode="numeric""#]) == [])
      let answers = try await atOnce(5) { _ in
        try await browser.press(path, Self.details + [("version", "1")], key: "k")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(page)?notice=saved" })
      let changed = try #require(try await workers.events().last)
      #expect(changed.name == "Lev" && changed.age == 5 && changed.coatColour == "grey")
      #expect(changed.code == Fixture.code && changed.active && changed.version == 2)

      let wrong = try await browser.press(
        path,
        [("version", "2"), ("email", "lev@"), ("age", "old"), ("phone", "1"), ("code", "A")])
      #expect(wrong.status == 400)
      #expect(
        wrong.missing([
          "Name: please fill this in", "E-mail: enter an e-mail address", "Phone: enter",
          "Age in years: this has to be a whole number", "Breed: please fill this in",
          "this page has no such field", #"value="old""#,
        ]) == [])
      let taken = try await browser.press(
        path,
        Self.details.map { $0.0 == "email" ? ("email", "IDA@cats.example") : $0 }
          + [("version", "2")])
      #expect(taken.status == 409)
      #expect(taken.text.contains("E-mail: another worker is registered with this e-mail"))

      _ = try await workers.api.send(
        .patch, "/api/workers/\(id)", as: workers.worker(id), ["phone": "+7 495 000-00-11"])
      let late = try await browser.press(path, Self.details + [("version", "2")])
      #expect(late.status == 412)
      #expect(
        late.missing([
          #"name="version" value="3""#,
          "In the register now: Lev, lev@cats.example, +7 495 000-00-11, Русский, 5 years",
        ]) == [])
      let blank = try await browser.press(path, Self.details.dropLast() + [("version", "3")])
      #expect(blank.status == 303)
      #expect(try await workers.events().last?.language == nil)
      #expect(try await workers.events().count == 5)
    }
  }

  @Test("R-133: deactivating asks once more, is done once, and leads to the orders still open")
  func standing() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      let (browser, path) = (workers.api.browser(as: workers.manager), "/workers/\(id)")
      let asked = try await browser.get("\(path)/deactivate")
      #expect(
        asked.missing(["leo gets no new jobs", #"value="Deactivate">Deactivate</button>"#])
          == [])
      let late = try await browser.press("\(path)/deactivate", [("version", "7")])
      #expect(late.status == 412 && late.text.contains(#"name="version" value="1""#))
      let gone = try await atOnce(3) { _ in
        try await browser.press("\(path)/deactivate", [("version", "1")], key: "k")
      }
      #expect(gone.allSatisfy { $0.headers[.location] == "\(path)?notice=deactivated" })
      let page = try await browser.get("\(path)?notice=deactivated")
      #expect(
        page.missing([
          "The worker is deactivated.", "href=\"/admin/orders?worker=\(id)&amp;open=true\"",
          "href=\"\(path)/activate\"",
        ]) == [])
      let back = try await browser.press("\(path)/activate", [("version", "2")])
      #expect(back.headers[.location] == "\(path)?notice=activated")
      #expect(try await workers.events().map(\.active) == [true, false, true])
    }
  }
}
