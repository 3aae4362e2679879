import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("The form of a review on its page")
struct ReviewFormPageTests {
  @Test(
    "R-200: a draft keeps all that is typed, each mistake stands at its field, calls count once")
  func draft() async throws {
    try await withReviewPages { bed in
      let page = try await bed.taken()
      let first = try await bed.version(page)
      let answers = try await atOnce(3) { _ in
        try await bed.save(
          page, ReviewPagesBed.complete + [("on_time", "5"), ("reached_worker", "true")],
          version: first, key: "k")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(page)?notice=save" })
      #expect(try await bed.version(page) == first + 1)
      let saved = try await bed.browser().get("\(page)?notice=save")
      #expect(
        saved.missing(
          [
            "The draft is saved.", #"name="right_worker" value="true" checked"#,
            #"name="on_time" value="5" checked"#, #"name="reached_worker" value="true" checked"#,
            #"name="cause" value="time" checked"#, ">Too &lt;late&gt;.</textarea>",
            ">We are sorry.\nIt was &lt;our&gt; fault.</textarea>",
          ]) == [])
      let tick = #" type="checkbox" value="true" checked"#
      #expect(saved.text.contains(#"name="nothing_for_worker""# + tick))
      #expect(!saved.text.contains(#"name="nothing_for_client""# + tick))
      // What is unticked and emptied is gone.
      #expect(try await bed.save(page, [("findings", "Short")]).status == 303)
      let emptied = try await bed.browser().get(page)
      #expect(!emptied.text.contains(" checked") && emptied.text.contains(">Short</textarea>"))

      let mistaken = try await bed.save(
        page,
        [
          ("cause", "odd"), ("on_time", "9"), ("findings", String(repeating: "x", count: 4_001)),
          ("text", "They said <so>."), ("work", "3"),
        ])
      #expect(mistaken.status == 400)
      #expect(
        mistaken.missing([
          "<h1>Mistake: Review: Litter box duty</h1>",
          ##"href="#field-cause">What was the cause? choose"##,
          ##"href="#field-on_time""##, ##"href="#field-findings""##, ##"href="#field-whom""##,
          ##"href="#field-call_reached""##, "They said &lt;so&gt;.",
          #"name="work" value="3" checked"#,
          "<details open>",
        ]) == [])
      #expect(try await bed.save(page, [("odd", "x")]).status == 400)

      let call = [("whom", "client"), ("reached", "false"), ("text", "Nobody answers.")]
      let version = try await bed.version(page)
      for _ in 0..<3 {
        let noted = try await bed.save(
          page, call + [("findings", "Short")], act: "call", version: version, key: "c")
        #expect(noted.headers[.location] == "\(page)?notice=call")
      }
      // Whoever has filled it in means it, whichever button is pressed.
      let other = call.dropLast() + [("text", "Now somebody does.")]
      #expect(try await bed.save(page, other + [("findings", "Long")], key: "c").status == 303)
      let calls = try await bed.browser().get(page)
      #expect(calls.text.ranges(of: "Called the client").count == 2)
      #expect(calls.missing(["Nobody answers.", "Now somebody does.", ">Long</textarea>"]) == [])
      let keyless = try await bed.browser().submit(
        page, call + [("act", "call"), ("version", "\(try await bed.version(page))")])
      #expect(keyless.status == 400)
      #expect(try await bed.value("select count(*) from quality.call", as: Int.self) == 2)
      let silent = try await bed.save(page, [("findings", "Long")], act: "call")
      #expect(silent.status == 400 && silent.text.contains(##"href="#field-text""##))
    }
  }

  @Test("a call is noted once, however often its button is pressed at once")
  func calling() async throws {
    try await withReviewPages { bed in
      let page = try await bed.taken()
      let version = try await bed.version(page)
      let call = [("whom", "client"), ("reached", "true"), ("text", "All is well.")]
      let answers = try await atOnce(10) { _ in
        try await bed.save(
          page, call + [("findings", "Short")], act: "call", version: version, key: "c")
      }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(page)?notice=call" })
      #expect(try await bed.value("select count(*) from quality.call") == 1)
    }
  }

  @Test("what somebody saved meanwhile stands beside what was typed, and nothing that was is lost")
  func overtaken() async throws {
    try await withReviewPages { bed in
      let page = try await bed.taken()
      let version = try await bed.version(page)
      #expect(try await bed.save(page, [("findings", "First"), ("cause", "time")]).status == 303)
      let late = try await bed.save(
        page, [("findings", "Second"), ("cause", "time")], version: version)
      #expect(late.status == 412)
      #expect(
        late.missing([
          "Somebody has saved this review", ">Second</textarea>", "Saved meanwhile: First",
          #"name="version" value="\#(version + 1)""#,
        ]) == [])
      #expect(late.text.ranges(of: "Saved meanwhile").count == 1)
      #expect(
        try await bed.save(page, [("findings", "Second"), ("cause", "time")], version: version + 1)
          .status == 303)

      _ = try await bed.press(
        "put-back", page, [("reason", "On leave")], as: ReviewPagesBed.rival)
      let lost = try await bed.save(page, [("findings", "Third <one>"), ("cause", "worker")])
      #expect(lost.status == 409)
      #expect(
        lost.missing([
          "This was not saved", "Third &lt;one&gt;", "Take it first", "\(page)/take", ">Second<",
        ]) == [])
      #expect(!lost.text.contains("<textarea"))
    }
  }

  @Test("C4.6: what is missing is said at once; both texts are shown before it is closed, once")
  func closing() async throws {
    try await withReviewPages { bed in
      let page = try await bed.taken()
      let unfinished = try await bed.save(page, [("nothing_for_client", "true")], act: "close")
      #expect(unfinished.headers[.location] == "\(page)/close")
      let missing = try await bed.browser().get("\(page)/close")
      let needed = [
        "right_worker", "supplies", "described_well", "reached", "cause", "findings",
        "text_for_worker",
      ]
      #expect(missing.missing(needed.map { ##"href="#field-\##($0)""## }) == [])
      // It was never begun.
      #expect(missing.text.ranges(of: "Only if the work was begun.").count == 2)
      #expect(missing.missing([#"id="field-on_time-hint""#, #"id="field-work-hint""#]) == [])
      #expect(!missing.text.contains(##"href="#field-on_time""##))
      #expect(!missing.text.contains(#"class="letter""#))
      let early = try await bed.browser().press(
        "\(page)/close", [("version", "\(try await bed.version(page))")])
      #expect(early.status == 400 && early.text.contains(##"href="#field-findings""##))

      #expect(try await bed.save(page, ReviewPagesBed.complete, act: "close").status == 303)
      let version = try await bed.version(page)
      let shown = try await bed.browser().get("\(page)/close")
      #expect(
        shown.missing([
          "The client, Murka &lt;Secretova&gt;, reads", "We are sorry.\nIt was &lt;our&gt; fault.",
          "The worker, Leo Paws, reads", "Nothing: no letter goes out.", "cannot be changed",
        ]) == [])
      #expect(!shown.text.contains("Too &lt;late&gt;"))
      let stale = try await bed.browser().press("\(page)/close", [("version", "1")])
      #expect(stale.status == 412 && stale.text.contains("We are sorry."))
      let other = try await bed.browser(as: ReviewPagesBed.rival).press(
        "\(page)/close", [("version", "\(version)")])
      #expect(other.status == 409)
      let closed = try await atOnce(5) { _ in
        try await bed.browser().press("\(page)/close", [("version", "\(version)")], key: "z")
      }
      #expect(closed.allSatisfy { $0.headers[.location] == "\(page)?notice=close" })
      let events: Int = try await bed.value(
        "select count(*) from quality.outbox where type = 'review.closed.v1'")
      #expect(events == 1)
      let russian = try await bed.browser(language: "ru").get("\(page)?notice=close")
      #expect(
        russian.missing(["Проверка закрыта.", "Выводы", "Исполнителю сообщать нечего"]) == [])
      #expect(try await bed.save(page, [("findings", "More")]).status == 409)
    }
  }
}
