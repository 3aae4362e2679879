import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-111: a test as pages")
struct SittingPageTests {
  @Test("the start page says what is to be known, and begins nothing; what there is not leads back")
  func start() async throws {
    try await withHolders { bed in
      let page = try await bed.get(103, "/test")
      #expect(page.status == 200)
      for fact in ["15 questions", "20 minutes", "Monday, 15 March, 15:00", "Time runs on"] {
        #expect(page.text.contains(fact), "\(fact)")
      }
      for rest in ["/test/1", "/test/overview", "/test/hand-in"] {
        let answer = try await bed.get(103, rest)
        #expect(answer.status == 303)
        #expect(try answer.location == bed.path(103))
      }
      for number in [101, 102, 104, 105, 106, 107] {
        #expect(try await bed.get(number, "/test").location == bed.path(number))
        #expect(try await bed.post(number, "/test").location == bed.path(number))
      }
      let practice = try await bed.post(103, "/test/practice", [("a", "b")])
      #expect(practice.text.contains("In the test this answer would be kept now."))
      #expect(try await bed.hiring.value("select count(*) from attempt", as: Int.self) == 1)
    }
  }

  @Test("4.1: what a test says of itself is read before the clock starts, in either language")
  func introduction() async throws {
    try await withHolders { bed in
      let introduction = try FirstLook.document.paper.introduction
      #expect(try await bed.get(103, "/test").text.contains(introduction[.english]))
      #expect(try await bed.get(103, "/test", in: "ru").text.contains(introduction[.russian]))
      #expect(try await bed.get(103, "/test").text.contains("<h2>First look</h2>"))
      #expect(try await bed.hiring.value("select count(*) from attempt", as: Int.self) == 1)
    }
  }

  @Test("case 12: 50 presses of start at once are one attempt, in one order")
  func starts() async throws {
    try await withHolders { bed in
      let starts = try await atOnce(50) { _ in try await bed.post(103, "/test") }
      let first = try bed.path(103, "/test/1")
      #expect(starts.allSatisfy { $0.status == 303 && $0.location == first })
      let pages = try await atOnce(5) { _ in try await bed.get(103, "/test/1").text }
      #expect(Set(pages).count == 1)
      #expect(try await bed.hiring.value("select count(*) from attempt", as: Int.self) == 2)
      let running = try await bed.get(103)
      #expect(running.title == "Your test is running")
      #expect(running.text.contains("15:20, Moscow time: 20 minutes are left."))
      bed.clock.set(t0 + 1140)
      #expect(try await bed.get(103).text.contains("1 minute is left."))
      #expect(try await bed.get(103, "/test").location == bed.path(103, "/test/overview"))
    }
  }

  @Test("each question is a page of its own, that says where it is and when the test ends")
  func pages() async throws {
    try await withHolders { bed in
      _ = try await bed.post(103, "/test")
      var keys: Set<String> = []
      for number in 1...15 {
        let page = try await bed.get(103, "/test/\(number)")
        #expect(page.title == "Question \(number) of 15")
        #expect(page.text.contains("Ends at <b id=\"ends\">15:20:00</b>, Moscow time"))
        let key = try #require(page.text.firstMatch(of: #/data-question="([^"]+)"/#))
        keys.insert(String(key.1))
      }
      #expect(keys.count == 15)
      for number in ["0", "16", "-1", "x", "9999999999999999999"] {
        #expect(try await bed.get(103, "/test/\(number)").status == 404)
      }
      let russian = try await bed.get(103, "/test/overview", in: "ru")
      #expect(russian.text.contains("московское время"))
    }
  }

  @Test("4.4: managers who try a test are asked in the same words and by the same controls")
  func asInPreviews() async throws {
    try await withHolders { bed in
      _ = try await bed.post(103, "/test")
      let document = try FirstLook.document
      let texts = try HiringPages.pages().texts[.english]
      let preview = Preview(
        paper: document.paper, scoring: document.scoring, seed: 1, asked: texts, answers: nil)
      let asked = preview.view(at: .testPages, back: .testPages, texts).questions
      for number in 1...15 {
        let page = try await bed.get(103, "/test/\(number)").text
        let key = try #require(page.firstMatch(of: #/data-question="1\.([^"]+)"/#)).1
        let answer = try #require(asked.first { $0.answer.name == "a.\(key)" }).answer
        for text in [answer.text, answer.choice?.hint, answer.line?.hint, answer.lines?.hint] {
          guard let text else { continue }
          #expect(page.contains(text.replacing("'", with: "&#39;")), "\(key)")
        }
        for option in answer.choice?.options ?? [] {
          let id = option.id.replacing("field-a.\(key)", with: "field-a")
          #expect(page.contains(#"type="\#(option.kind)" id="\#(id)""#), "\(id)")
        }
      }
    }
  }

  @Test("a form writes what was changed, nothing it was made with, null where it was emptied")
  func forms() async throws {
    try await withHolders { bed in
      let (way, bag) = try await bed.begin("way", "first_steps")
      var was = try await bed.was(way)
      func send(_ value: String, _ go: String = "next") async throws -> String {
        let answer = try await bed.post(
          103, "/test/\(way)", [("was", was), ("a", value), ("go", go)])
        #expect(answer.status == 303, "\(answer.text)")
        was = try await bed.was(way)
        return answer.location
      }
      let next = way == 15 ? "/test/overview" : "/test/\(way + 1)"
      #expect(try await send("") == bed.path(103, next))
      #expect(try await bed.answers("1.way").isEmpty)
      #expect(try await send("8,00", "overview") == bed.path(103, "/test/overview"))
      _ = try await send("8,00")
      _ = try await send(" ", "back")
      #expect(try await bed.answers("1.way") == ["\"8,00\"", nil])
      let boxes = [("was", try await bed.was(bag)), ("a.b", "on"), ("a.a", "on")]
      #expect(try await bed.post(103, "/test/\(bag)", boxes).status == 303)
      #expect(try await bed.answers("1.first_steps") == [#"["a", "b"]"#])
      #expect(try await bed.ways == ["form"])
      let page = try await bed.get(103, "/test/\(bag)").text
      #expect(page.matches(of: #/name="a\.[ab]" value="on" checked/#).count == 2)
      let overview = try await bed.get(103, "/test/overview").text
      #expect(overview.matches(of: #/"mark done"/#).count == 1)
      #expect(overview.contains("1 of 15 questions are answered."))
    }
  }

  @Test("a number that is none comes back with what was typed, and nothing is kept")
  func mistaken() async throws {
    try await withHolders { bed in
      let (way, _) = try await bed.begin("way", "why_us")
      let answer = try await bed.post(103, "/test/\(way)", [("was", ""), ("a", "half an hour")])
      #expect(answer.status == 400 && answer.title.hasPrefix("Mistake: Question"))
      #expect(answer.text.contains("value=\"half an hour\""))
      #expect(answer.text.contains("href=\"#field-a\""))
      for fields in [[("b", "1")], [("a.a", "on")], [("go", "away")]] {
        #expect(try await bed.post(103, "/test/\(way)", fields).status == 400)
      }
      #expect(try await bed.answers("1.way").isEmpty)
    }
  }

  @Test("case 12: of two tabs the stale one's untouched form writes nothing, a changed one does")
  func twoTabs() async throws {
    try await withHolders { bed in
      let (way, _) = try await bed.begin("way", "why_us")
      let stale = try await bed.was(way)
      func send(_ was: String, _ value: String) async throws -> TestAnswer {
        try await bed.post(103, "/test/\(way)", [("was", was), ("a", value)])
      }
      #expect(try await send(stale, "30").status == 303)
      #expect(try await send(stale, "").status == 303)
      #expect(try await bed.answers("1.way") == ["\"30\""])
      #expect(try await send(stale, "31").location.hasSuffix("notice=elsewhere"))
      let fresh = try await send(try await bed.was(way), "32")
      #expect(!fresh.location.hasSuffix("notice=elsewhere"))
      #expect(try await bed.answers("1.way") == ["\"30\"", "\"31\"", "\"32\""])
    }
  }

  @Test("4.4: what the page's own script has saved before its form is sent is nobody else's")
  func ownScript() async throws {
    try await withHolders { bed in
      let (way, _) = try await bed.begin("way", "why_us")
      let was = try await bed.was(way)
      let saved = try await bed.put(103, "1.way", "30")
      let shown = try await bed.was(way)
      #expect(try saved.json["was"]?.string == shown, "what the script is told of the form")
      let sent = try await bed.post(103, "/test/\(way)", [("was", was), ("a", "30")])
      #expect(sent.status == 303 && !sent.location.contains("notice"))
      let changed = try await bed.post(103, "/test/\(way)", [("was", was), ("a", "31")])
      #expect(changed.location.hasSuffix("notice=elsewhere"))
    }
  }

  @Test("case 11: a form at 12:20:04.999 is saved; one at 12:20:05 is shown back, swept or not")
  func late() async throws {
    try await withHolders { bed in
      let (text, _) = try await bed.begin("why_us", "way")
      func send(_ value: String) async throws -> TestAnswer {
        try await bed.post(103, "/test/\(text)", [("was", ""), ("a", value)])
      }
      bed.clock.set(t0 + 1204.999)
      #expect(try await send("in time").status == 303)
      bed.clock.set(t0 + 1205)
      for isSwept in [false, true] {
        if isSwept { _ = try await bed.hiring.handIn(hash(103), at: t0 + 1205) }
        let answer = try await send("too late, alas")
        #expect(answer.status == 409, "\(isSwept)")
        #expect(answer.text.contains("too late, alas") && answer.text.contains("the test is over"))
        #expect(!answer.text.contains("name=\"go\""), "a button that can do nothing")
        #expect(try answer.text.contains("href=\"\(bed.path(103))\""))
        #expect(try await bed.get(103).title == "Your test is handed in")
        #expect(try await bed.get(103, "/test/\(text)").location == bed.path(103))
      }
      #expect(try await bed.answers("1.why_us") == ["\"in time\""])
    }
  }

  @Test("4.4: what was chosen too late is shown back in its words, and nobody mends a mistake then")
  func lateChoice() async throws {
    try await withHolders { bed in
      let (bus, steps) = try await bed.begin("late_bus", "first_steps")
      let way = try await bed.begin("way", "why_us").0
      bed.clock.set(t0 + 1205)
      for isSwept in [false, true] {
        if isSwept { _ = try await bed.hiring.handIn(hash(103), at: t0 + 1205) }
        for (number, fields, words) in [
          (bus, [("a", "b")], ["What you chose", "I run. Four legs"]),
          (steps, [("a.a", "on"), ("a.b", "on")], ["I wipe my paws.", "I say hello."]),
          (way, [("a", "half")], ["What you typed", "<dd class=\"prose\">half</dd>"]),
        ] {
          let answer = try await bed.post(103, "/test/\(number)", fields)
          #expect(answer.status == 409 && answer.title.hasSuffix("The test is over"))
          for word in words { #expect(answer.text.contains(word), "\(isSwept) \(word)") }
          #expect(!answer.text.contains("I go home.") && !answer.text.contains("I taste the fish"))
        }
      }
      #expect(try await bed.post(103, "/test/\(bus)", [("was", ""), ("a", "")]).status == 409)
      #expect(try await bed.hiring.value("select count(*) from answer", as: Int.self) == 0)
    }
  }

  @Test("case 11: handed in by time at 12:20; with ten minutes more a stale tab's hand-in is none")
  func handInByTime() async throws {
    try await withHolders { bed in
      _ = try await bed.post(103, "/test")
      bed.clock.set(t0 + 1199)
      let up = [("time", "up")]
      #expect(try await bed.post(103, "/test/hand-in", up).location.contains("time_left"))
      try await bed.hiring.prepare(
        """
        update attempt set extra_seconds = 600, deadline_at = deadline_at + interval '600 s',
               accept_until = accept_until + interval '600 s' where id = u(203)
        """)
      bed.clock.set(t0 + 1201)
      #expect(try await bed.post(103, "/test/hand-in", up).location.contains("time_left"))
      #expect(try await bed.get(103, "/test/1").text.contains("15:30:00"))
      bed.clock.set(t0 + 1801)
      let over = try await bed.post(103, "/test/hand-in", up).location
      let page = try bed.path(103)
      #expect(over == "\(page)?notice=time_is_up")
      let at = try await bed.hiring.value(
        "select handed_in_at from attempt where id = u(203)", as: Date.self)
      #expect(at == t0 + 1800)
    }
  }

  @Test("handing in is asked once more, names what is not answered, and is done once")
  func handIn() async throws {
    try await withHolders { bed in
      let (way, _) = try await bed.begin("way", "why_us")
      _ = try await bed.post(103, "/test/\(way)", [("a", "30")])
      let page = try await bed.get(103, "/test/hand-in").text
      #expect(page.contains("14 questions are not answered."))
      #expect(!page.contains(">Question \(way)<"))
      for _ in 0..<2 {
        #expect(try await bed.post(103, "/test/hand-in").location == bed.path(103))
      }
      #expect(try await bed.get(103).title == "Your test is handed in")
      #expect(try await bed.post(103, "/test").location == bed.path(103))
    }
  }

  @Test("case 21: a link is good until its end; a test begun just before is finished")
  func lastMinute() async throws {
    try await withHolders { bed in
      bed.clock.set(t0 + 14 * 86_400)
      let late = try await bed.get(103)
      #expect(late.title == "The invitation has ended")
      #expect(try await bed.post(103, "/test").location == bed.path(103))
      bed.clock.set(t0 + 14 * 86_400 - 0.001)
      #expect(try await bed.post(103, "/test").location == bed.path(103, "/test/1"))
      bed.clock.set(t0 + 14 * 86_400 + 1100)
      #expect(try await bed.put(103, "1.way", "30").status == 200)
      bed.clock.set(t0 + 400 * 86_400 - 0.001)
      #expect(try await bed.get(102).status == 200)
      bed.clock.set(t0 + 400 * 86_400)
      #expect(try await bed.get(102).status == 404)
    }
  }
}

@Suite("R-111: what the script of a test says and asks")
struct AnswerRouteTests {
  @Test("case 11: saved until 12:20:04.999, `attempt-over` from 12:20:05 on")
  func times() async throws {
    try await withHolders { bed in
      #expect(try await bed.put(103, "1.way", "30").status == 404, "not begun")
      #expect(try await bed.get(103, "/time").status == 404)
      _ = try await bed.post(103, "/test")
      bed.clock.set(t0 + 1204.999)
      let saved = try await bed.put(103, "1.way", "30")
      #expect(saved.status == 200)
      let was = try #require(saved.json["was"]?.string)
      #expect(
        try saved.json == [
          "outcome": "saved", "revision": 1, "deadline": "2027-03-01T12:20:00Z",
          "now": "2027-03-01T12:20:04.999Z", "was": .string(was), "elsewhere": .null,
        ])
      #expect(try await bed.time().json["deadline"] == "2027-03-01T12:20:00Z")
      bed.clock.set(t0 + 1205)
      #expect(try await bed.put(103, "1.way", "31").problem == "attempt-over")
      #expect(try await bed.time().problem == "attempt-over")
      _ = try await bed.hiring.handIn(hash(103), at: t0 + 1205)
      #expect(try await bed.put(103, "1.way", "31").problem == "attempt-over")
      #expect(try await bed.answers("1.way") == ["\"30\""])
    }
  }

  @Test("case 12: the last change counts, whoever has made it is told of the other's")
  func elsewhere() async throws {
    try await withHolders { bed in
      _ = try await bed.post(103, "/test")
      bed.clock.set(t0 + 60)
      #expect(try await bed.put(103, "1.way", "30")["revision"] == 1)
      let same = try await bed.put(103, "1.way", "30", seen: 1)
      #expect((same["outcome"], same["elsewhere"]) == ("same", .null))
      bed.clock.set(t0 + 70)
      let other = try await bed.put(103, "1.way", "31")
      #expect(other["revision"] == 2 && other["elsewhere"] == "2027-03-01T12:01:00Z")
      let first = try await bed.put(103, "1.way", .null, seen: 1)
      #expect(first["revision"] == 3 && first["elsewhere"] == "2027-03-01T12:01:10Z")
      #expect(try await bed.answers("1.way") == ["\"30\"", "\"31\"", nil])
      #expect(try await bed.ways == ["script"])
    }
  }

  @Test("what is no answer to a question is refused, and nothing is kept")
  func refused() async throws {
    try await withHolders { bed in
      _ = try await bed.post(103, "/test")
      for (question, value, status) in [
        ("1.way", "half", 400), ("1.way", 30, 400), ("1.late_bus", "z", 400),
        ("1.first_steps", ["a", "a"], 400), ("2.way", "30", 404), ("way", "30", 404),
        ("1.nothing", "30", 404), ("1.way'", "30", 404), ("%F0%9F%90%88", "30", 404),
      ] as [(String, JSONValue, Int)] {
        #expect(try await bed.put(103, question, value).status == status, "\(question) \(value)")
      }
      for body in ["", "[]", "{}", #"{"value": "30"}"#, #"{"value": "30", "seen": -1}"#] {
        let answer = try await bed.api.send(
          .put, bed.path(103, "/answers/1.way"), Array(body.utf8))
        #expect(answer.status == 400, "\(body)")
      }
      #expect(try await bed.hiring.value("select count(*) from answer", as: Int.self) == 0)
    }
  }

  @Test("beyond 2 000 changes nothing more is kept, and that is said")
  func full() async throws {
    try await withHolders { bed in
      _ = try await bed.post(103, "/test")
      try await bed.hiring.prepare(
        """
        insert into answer
        select u(203), '1.why_us', n, to_jsonb(n::text), t0(), 'script'
        from   generate_series(1, 2000) n
        """)
      #expect(try await bed.put(103, "1.way", "30").problem == "answer-full")
    }
  }
}

extension HolderBed {
  /// Begins the test and finds the pages of two questions.
  fileprivate func begin(_ one: String, _ other: String) async throws -> (Int, Int) {
    _ = try await post(103, "/test")
    var numbers: [String: Int] = [:]
    for number in 1...15 {
      let page = try await get(103, "/test/\(number)").text
      let key = try #require(page.firstMatch(of: #/data-question="1\.([^"]+)"/#)).1
      numbers[String(key)] = number
    }
    return (try #require(numbers[one]), try #require(numbers[other]))
  }

  /// What a question's form is made with.
  fileprivate func was(_ number: Int) async throws -> String {
    try #require(try await get(103, "/test/\(number)").field("was"))
  }

  /// By what answers were sent.
  fileprivate var ways: [String] {
    get async throws {
      try await hiring.admin.query("select distinct via from answer", as: String.self)
    }
  }

  fileprivate func time() async throws -> TestAnswer {
    try await api.send(.get, path(103, "/time"))
  }
}
