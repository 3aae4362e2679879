import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("R-141: what workers keep of themselves, on pages")
struct OwnPagesTests {
  private static let paths = ["/workers/me", "/workers/me/hours", "/workers/me/absences"]

  @Test("only workers get there, each to what is theirs")
  func roles() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      let other = try await workers.register("ida")
      for path in Self.paths {
        let own = try await workers.api.browser(as: workers.worker(id)).get(path)
        #expect(own.status == 200 && !own.text.contains(other), "\(path)")
        #expect(try await workers.api.browser(as: workers.manager).get(path).status == 403)
        #expect(try await workers.api.browser(as: nil).get(path).status == 303)
        let unknown = workers.worker(UUID().wire)
        #expect(try await workers.api.browser(as: unknown).get(path).status == 404)
        #expect(try await workers.api.browser(as: workers.manager).press(path).status == 403)
      }
      #expect(try WorkersModule.pageLinks().map(\.roles) == [[.manager], [.worker]])
      #expect(try await workers.events().count == 2)
    }
  }

  @Test("e-mail, phone and language are the worker's to change, and nothing else is")
  func details() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      _ = try await workers.register("ida")
      let browser = workers.api.browser(as: workers.worker(id))
      let page = try await browser.get("/workers/me")
      #expect(
        page.missing([
          "<h1>My details</h1>", "leo@cats.example", "Siberian", Fixture.code, "Not said",
          #"href="/workers/me/hours""#,
        ]) == [])
      let fields = [
        ("version", "1"), ("email", "leo@mcf.example"), ("phone", "+7 495 000-00-09"),
        ("language", "ru"),
      ]
      let answers = try await atOnce(3) { _ in
        try await browser.press("/workers/me", fields, key: "k")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "/workers/me?notice=details_saved" })
      let changed = try #require(try await workers.events().last)
      #expect(changed.email == "leo@mcf.example" && changed.language == .russian)
      #expect(changed.phone == "+7 495 000-00-09" && changed.version == 2)
      let saved = try await browser.get("/workers/me?notice=details_saved")
      #expect(saved.missing(["Your details are saved.", #"value="ru" selected"#]) == [])

      let late = try await browser.press("/workers/me", fields)
      #expect(late.status == 412)
      #expect(late.missing(["In the register now: leo@mcf.example", #"value="2""#]) == [])
      let taken = try await browser.press(
        "/workers/me", [("version", "1"), ("email", "IDA@cats.example"), ("phone", "call me")])
      #expect(taken.status == 400 && taken.text.contains("Phone: enter a telephone number"))
      // What was changed meanwhile is not written over by who has not been told.
      #expect(taken.text.contains(#"name="version" value="1""#))
      let doubled = try await browser.press(
        "/workers/me", [("version", "2"), ("email", "ida@cats.example"), ("phone", "+7 495 1")])
      #expect(doubled.status == 409 && doubled.text.contains("another worker is registered"))
      let more = try await browser.press(
        "/workers/me", fields.filter { $0.0 != "version" } + [("version", "2"), ("name", "Lev")])
      #expect(more.status == 403)
      #expect(try await workers.events().count == 3)
      // What is left blank is none, and what has to be there is asked for.
      let blank = try await browser.press("/workers/me", [("version", "2")])
      #expect(
        blank.status == 400
          && blank.missing(["E-mail: please fill this in", "Phone: please fill this in"]) == [])
      let untold = try await browser.press(
        "/workers/me",
        fields.filter { !["version", "language"].contains($0.0) } + [("version", "2")])
      #expect(untold.status == 303)
      #expect(try await workers.events().last?.language == nil)
    }
  }

  @Test("hours: a row a day, or always; what is mistyped is said at its field")
  func hours() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      let browser = workers.api.browser(as: workers.worker(id))
      let path = "/workers/me/hours"
      let always = try await browser.get(path)
      #expect(
        always.missing([
          #"name="always" type="checkbox" value="true" checked"#, "<legend>Monday</legend>",
          ">From</label>",
        ]) == [])
      #expect(always.text.matches(of: #/<fieldset/#).count == 7)
      let saved = try await browser.press(
        path,
        [
          ("version", "1"), ("from_1", "9:00"), ("to_1", "17:30"), ("from_7", "20:00"),
          ("to_7", "24:00"),
        ])
      #expect(saved.headers[.location] == "/workers/me/hours?notice=hours_saved")
      let hours = try #require(try await workers.events().last?.hours)
      #expect(hours.map(\.from) == [540, 6 * 1_440 + 1_200])
      #expect(hours.map(\.to) == [1_050, 10_080])
      let page = try await browser.get(path)
      #expect(page.missing([#"value="09:00""#, #"value="17:30""#, #"value="24:00""#]) == [])
      #expect(!page.text.contains(" checked"))

      let wrong = try await browser.press(
        path,
        [
          ("version", "2"), ("from_1", "soon"), ("to_1", "17:00"), ("from_2", "18:00"),
          ("to_2", "17:00"), ("to_3", "12:00"),
        ])
      #expect(wrong.status == 400)
      #expect(
        wrong.missing([
          "Monday, from: enter a time of day", "Tuesday, to: the end has to come after the start",
          "Wednesday, from: please fill this in", #"value="soon""#,
        ]) == [])
      let ticked = " checked"
      #expect(!wrong.text.contains(ticked))
      let both = try await browser.press(
        path, [("version", "2"), ("always", "true"), ("from_1", "soon")])
      #expect(both.status == 400 && both.text.contains(ticked), "what was ticked stays")
      let empty = try await browser.press(path, [("version", "2")])
      #expect(empty.status == 400 && empty.text.contains("Monday, from: please fill this in"))
      let free = try await browser.press(
        path, [("version", "2"), ("always", "true"), ("from_1", "09:00"), ("to_1", "17:00")])
      #expect(free.status == 303)
      #expect(try await workers.events().last?.hours == nil)
    }
  }

  @Test("a day in several stretches is told of, since a row has room for one")
  func pieces() throws {
    let shifts = [
      WorkingHours.Shift(weekday: 1, from: 540, to: 720), .init(weekday: 1, from: 780, to: 1_080),
      .init(weekday: 2, from: 540, to: 720),
    ]
    let week = WeekOfRows(WorkingHours(shifts: shifts))
    #expect(!week.isWhole)
    #expect(week.values.map(\.name) == ["from_1", "to_1", "from_2", "to_2"])
    #expect(week.values.map(\.value) == ["09:00", "18:00", "09:00", "12:00"])
    #expect(WeekOfRows(WorkingHours(shifts: [shifts[2]])).isWhole && WeekOfRows(nil).isWhole)
    #expect(WeekOfRows(nil).values.isEmpty)
  }

  @Test("days off lead to the jobs of these days, and can be taken back")
  func absences() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("leo")
      let browser = workers.api.browser(as: workers.worker(id))
      let path = "/workers/me/absences"
      #expect(try await browser.get(path).text.contains("No days off are noted."))
      let fields = [
        ("first_day", "2099-03-01"), ("last_day", "2099-03-05"), ("reason", "A <b>holiday"),
      ]
      let answers = try await atOnce(3) { _ in try await browser.press(path, fields, key: "k") }
      // Of Moscow: midnight there is nine in the evening before.
      let jobs = "/jobs?from=2099-02-28T21%3A00%3A00Z&to=2099-03-05T21%3A00%3A00Z"
      #expect(
        answers.allSatisfy { $0.headers[.location] == "\(jobs)&notice=absence_added" })
      let page = try await browser.get(path)
      #expect(
        page.missing([
          "Sunday, 1 March – Thursday, 5 March", "A &lt;b&gt;holiday",
          jobs.replacing("&", with: "&amp;"),
        ]) == [])
      #expect(try await workers.events().last?.absences.count == 1)
      let end = try #require(page.text.firstMatch(of: #/formaction="([^"]+)"/#)?.1)

      for (first, last, said) in [
        ("2099-03-05", "2099-03-01", "Last day: the end has to come after the start"),
        ("2099-02-30", "2099-03-01", "First day: enter a day such as"),
        ("", "2099-03-01", "First day: please fill this in"),
        ("2020-03-01", "2020-03-05", "Last day: these days are over"),
        ("0001-01-01", "2099-03-05", "First day: these days are over"),
      ] {
        let wrong = try await browser.press(path, [("first_day", first), ("last_day", last)])
        #expect(wrong.status == 400 && wrong.text.contains(said), "\(said)")
      }
      let stranger = try await workers.register("ida")
      let other = workers.api.browser(as: workers.worker(stranger))
      #expect(try await other.press(String(end)).status == 404)
      let ended = try await atOnce(2) { _ in try await browser.press(String(end), key: "e") }
      #expect(ended.allSatisfy { $0.headers[.location] == "\(path)?notice=absence_ended" })
      #expect(try await workers.events().last { $0.id.wire == id }?.absences == [])
      let russian = try await workers.api.browser(as: workers.worker(id), language: "ru").get(
        "\(path)?notice=absence_ended")
      #expect(russian.missing(["Дни отсутствия отменены.", "Первый день"]) == [])
    }
  }
}
