import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-280, R-281: bets on pages")
struct BetPagesTests {
  @Test("a bet is shown with what it means, placed once however often it is pressed, and final")
  func placed() async throws {
    try await withBets { bed in
      let (tom, vaska) = (Fixture.murka, Fixture.vaska)
      let order = try await bed.accept()
      try await bed.place([(vaska, .failed, "7.01")], on: order)
      let (browser, path) = (bed.api.browser(as: tom), "/bets/\(order.orderID.wire)")
      let list = try await browser.get("/bets")
      #expect(
        list.missing([
          "<h1>Bets</h1>", #"href="\#(path)">Tidying, Barsik Paws</a>"#,
          "closes in 1 h 0 min", #"<meter min="0" max="701" value="701" aria-label="failed">"#,
          #"<a class="button" href="\#(path)">Bet<"#, #"href="/bets?status=settled""#,
        ]) == [])
      #expect(!list.text.contains("Cat 2") && !list.text.contains("You have staked"))
      let page = try await browser.get(path)
      #expect(
        page.missing([
          #"name="outcome" value="completed" aria-describedby="field-outcome-hint"> completed<"#,
          #"id="field-outcome-hint">1.00 brings 8.01 if it stays so."#,
          #"id="outcome-failed-hint">1.00 brings 1.00 if it stays so."#,
          "A bet is at most 10\u{202F}000.00.", #"<button class="primary">Bet</button>"#,
          "Monday, 1 March, 13:00",
        ]) == [])
      #expect(!page.text.contains("Cat 2") && !page.text.contains("Your bets"))
      #expect(!page.text.contains(" checked") && !page.text.contains("button name"))
      let fields = [("form_key", "k"), ("outcome", "completed"), ("stake", "10")]
      let asked = try await browser.submit(path, fields)
      #expect(asked.status == 200)
      let count = try await bed.rows()["bet"]
      #expect(count == 1)
      #expect(
        asked.missing([
          "<h1>Bet?</h1>", "You bet 10.00 on “completed”: Tidying, Barsik Paws",
          "A bet is final.", "it is void", #"name="confirmed" value="true""#,
          #"name="form_key" value="k""#, "Bet 10.00 on “completed”</button>",
        ]) == [])
      let answers = try await atOnce(5) { _ in
        try await browser.submit(path, fields + [("confirmed", "true")])
      }
      #expect(
        answers.allSatisfy { $0.status == 303 && $0.headers[.location] == "\(path)?notice=placed" })
      let after = try await bed.rows()["bet"]
      #expect(after == 2)
      let placed = try await browser.get("\(path)?notice=placed")
      #expect(placed.missing(["Your bet is placed.", "Your bets", ">10.00<", "17.01"]) == [])
      #expect(try await browser.get("/bets").text.contains("You have staked: <b>completed 10.00"))
      let others = try await bed.api.browser(as: vaska).get("/bets")
      #expect(!others.text.contains("completed 10.00"))
      let keyless = try await browser.submit(
        path, [("outcome", "failed"), ("stake", "1"), ("confirmed", "true")])
      #expect(keyless.status == 400 && keyless.text.contains("This form came without its key"))
    }
  }

  @Test("what cannot be bet is told at once, in the reader's language, and what was typed stays")
  func refused() async throws {
    try await withBets { bed in
      let tom = Fixture.murka
      let order = try await bed.accept()
      let path = "/bets/\(order.orderID.wire)"
      let (english, russian) = (
        bed.api.browser(as: tom), bed.api.browser(as: tom, language: "ru")
      )
      for (stake, words, weiter) in [
        ("", "Stake: please fill this in", "Сумма ставки: заполните"),
        ("nine", "Stake: enter an amount such as", "Сумма ставки: введите сумму"),
        ("0", "Stake: this has to be from 0.01", "Сумма ставки: значение должно быть от 0,01"),
        (
          "10000.01", "a bet may be at most 10\u{202F}000.00",
          "ставка может быть не больше 10\u{202F}000,00"
        ),
      ] {
        for (browser, told) in [(english, words), (russian, weiter)] {
          let answer = try await browser.press(path, [("outcome", "failed"), ("stake", stake)])
          #expect([400, 409].contains(answer.status), "\(stake)")
          #expect(
            answer.missing([
              told, #"value="\#(stake)""#,
              #"value="failed" aria-describedby="outcome-failed-hint" checked"#,
            ]) == [], "\(stake)")
        }
      }
      #expect(
        try await russian.press(path, [("outcome", "failed"), ("stake", "1,5")]).status == 200)
      // Enter in the field of the stake chooses for nobody.
      for (chosen, told) in [
        ([], "Bet on: please fill this in"), ([("outcome", "won")], "Bet on: choose one of these"),
      ] {
        let answer = try await english.press(path, chosen + [("stake", "1")])
        #expect(answer.status == 400 && !answer.text.contains(" checked"))
        #expect(
          answer.missing([
            ##"<a href="#field-outcome">\##(told)"##, #"aria-describedby="outcome-mistake""#,
          ]) == [])
      }
      bed.time.advance(by: 3_601)
      for confirmed in [[], [("confirmed", "true")]] {
        let late = try await english.press(
          path, [("outcome", "failed"), ("stake", "1")] + confirmed)
        #expect(late.status == 409 && late.text.contains("No more bets are taken"))
        #expect(!late.text.contains(#"name="stake""#) && late.text.contains("it was to begin"))
      }
      let count = try await bed.rows()["bet"]
      #expect(count == 0)
      for missing in [
        "/bets/\(UUID().wire)", "/bets/x", "/bets/statements/9",
        "/bets/\(order.orderID.wire)/sheet",
      ] {
        #expect(try await english.get(missing).status == 404, "\(missing)")
      }
      for unknown in ["/bets?odd=1", "/bets?status=won", "\(path)?odd=1", "/bets/statements?odd=1"]
      {
        #expect(try await english.get(unknown).status == 400, "\(unknown)")
      }
    }
  }

  @Test("settled: who won what, and the sheet as a table and as the text that was stored")
  func settled() async throws {
    try await withBets { bed in
      let (tom, vaska) = (Fixture.murka, Fixture.vaska)
      let order = try await bed.accept()
      try await bed.place(
        [
          (tom, .completed, "10"), (vaska, .failed, "7.01"), (vaska, .completed, "5"),
        ], on: order)
      bed.time.advance(by: 60)
      let path = "/bets/\(order.orderID.wire)"
      let browser = bed.api.browser(as: tom)
      #expect(
        try await browser.get("/bets?status=closed").text.contains("Nothing waits for its end"))
      bed.time.advance(by: 3_601)
      #expect(try await browser.get("/bets?status=closed").text.contains(path))
      let closed = try await browser.get(path)
      #expect(!closed.text.contains("Cat 2"))
      try await bed.finish(order, .failed)
      let list = try await browser.get("/bets?status=settled")
      #expect(
        list.missing([
          path, "Who won what", "Cat 1", "\u{2212}10.00", "Cat 2", "+10.00", "✕", "failed ✓",
        ]) == [])
      let left = try await browser.get("/bets?status=closed")
      #expect(!left.text.contains(path))
      let page = try await browser.get(path)
      let sheet = try await browser.get("\(path)/sheet")
      let (text, digest) = try #require(
        try await bed.database.admin.query(
          "select sheet, sheet_sha256 from bets.settlement", as: String.self, String.self
        ).first)
      #expect(sheet.text == text && sheet.headers[.contentType] == "text/plain; charset=utf-8")
      #expect(
        page.missing([
          "the client called it off", ">22.01<", "Proof sheet", digest, "2027-03-01T",
          #"href="\#(path)/sheet""#, "counts", ">5.00<", ">7.01<",
          // What the text has, so that paper is enough to follow it.
          "701 × 2201 ÷ 701 = 2201, rest 0", "0 × 2201 ÷ 701 = 0, rest 0", "P: all that counts",
          "W: of that on “failed”", "Late from", ">0.00<",
        ]) == [])
      #expect(!page.text.contains("name=\"outcome\""))
      let russian = try await bed.api.browser(as: vaska, language: "ru").get(path)
      #expect(russian.missing(["клиент отказался", "+10,00", "Расчётный лист"]) == [])
    }
  }

  @Test("who owes whom: a statement once, and each transfer ticked by who gets it")
  func owed() async throws {
    try await withBets { bed in
      let (tom, vaska) = (Fixture.murka, Fixture.vaska)
      let (lost, won) = (try await bed.accept(), try await bed.accept())
      try await bed.place([(tom, .cancelled, "3")], on: lost)
      try await bed.place([(tom, .failed, "5"), (vaska, .completed, "4")], on: won)
      bed.time.advance(by: 60)
      try await bed.finish(lost, .completed)
      try await bed.finish(won, .completed)
      let (toms, vaskas) = (bed.api.browser(as: tom), bed.api.browser(as: vaska))
      let list = "/bets/statements"
      let before = try await toms.get(list)
      #expect(
        before.missing([
          "Cat 1", "\u{2212}8.00", "Cat 2", "+5.00", "The developers", "+3.00", "Make a statement",
        ]) == [])
      let lone = try await toms.get("/bets/\(lost.orderID.wire)")
      #expect(lone.text.contains("Nobody was right: 3.00 goes to the developers."))
      let answers = try await atOnce(4) { _ in try await toms.submit(list, [("form_key", "s")]) }
      #expect(answers.allSatisfy { $0.headers[.location] == "\(list)?notice=statement" })
      let again = try await toms.press(list)
      #expect(again.status == 409 && again.text.contains("There is nothing to make even"))
      let made = try await toms.get("\(list)?notice=statement")
      #expect(
        made.missing([
          "The statement is made.", "2 transfers to be paid",
          #"<td data-label="Statement"><a href="\#(list)/1">1</a></td>"#,
          "Nothing: all of it is even.",
        ]) == [])
      // The second gets the first one; of what the developers get any manager can say that it is paid.
      let ticks = [made, try await vaskas.get(list)].map { page in
        page.text.matches(of: #/formaction="([^"]+)"/#).map { String($0.1) }
      }
      #expect(ticks[0].count == 1 && ticks[1].count == 2)
      let own = try #require(ticks[1].first { $0 != ticks[0].first })
      let forged = try await toms.press(own)
      #expect(forged.status == 403 && forged.text.contains("Only who gets it can say"))
      for _ in 1...2 {
        let done = try await vaskas.submit(own, [("form_key", "t")])
        #expect(done.headers[.location] == "\(list)/1?notice=paid")
      }
      let other = try await vaskas.submit(ticks[0][0], [("form_key", "t")])
      #expect(other.status == 303, "another button of the same form")
      let late = try await toms.press(ticks[0][0])
      #expect(late.status == 409 && late.text.contains("It is noted as paid already"))
      let one = try await toms.get("\(list)/1?notice=paid")
      #expect(one.missing(["It is noted as paid.", "says Cat 2", "Statement 1", "SHA-256"]) == [])
      #expect(!one.text.contains("formaction") && !one.text.contains("data-label=\"Statement\""))
      #expect(try await toms.get(list).text.contains("all paid"))
    }
  }

  @Test("lists go on page by page, each market once")
  func pages() async throws {
    try await withBets { bed in
      let tom = Fixture.murka
      for _ in 1...23 { _ = try await bed.accept() }
      let browser = bed.api.browser(as: tom)
      let first = try await browser.get("/bets")
      let next = try #require(first.text.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
      let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
      let titles = [first, second].map { $0.text.matches(of: #/<h3><a href="([^"]+)"/#) }
      #expect(titles.map(\.count) == [20, 3])
      #expect(Set(titles.joined().map { String($0.1) }).count == 23)
      #expect(try BetsModule.pageLinks().map(\.roles) == [[.manager]])
    }
  }
}
