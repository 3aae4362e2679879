import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Notifications

@Suite("The pages of mails")
struct MailPagesTests {
  private static let manager = Caller(subject: "boss", roles: [.manager])

  @Test("all, those on their way and those that failed, and whom a search finds")
  func list() async throws {
    try await withNotifications { bed in
      bed.office.set("tom@cats.example", .refuse)
      try await bed.accept(bed.order())
      try await bed.accept(bed.order(email: "tom@cats.example"))
      try await bed.round()
      try await withAPI([bed.desk()]) { api in
        let browser = api.browser(as: Self.manager)
        let all = try await browser.get("/mails")
        #expect(
          all.missing([
            "<h1>Mails</h1>", "Order stands", "Murka Whiskers, client", "murka@cats.example",
            "department", "failed: refused by the server",
            #"<a href="/mails" aria-current="page">All</a>"#,
            #"On their way <span class="count">2</span>"#,
            #"Failed <span class="count">1</span>"#,
          ]) == [])
        let failed = try await browser.get("/mails?tab=failed")
        #expect(failed.text.contains("tom@cats") && !failed.text.contains("murka@cats"))
        let underWay = try await browser.get("/mails?tab=under-way")
        #expect(
          underWay.text.contains("waits for an address") && !underWay.text.contains("tom@cats"))
        let found = try await browser.get("/mails?q=murka&tab=failed")
        #expect(found.text.contains("murka@cats.example") && !found.text.contains("tom@cats"))
        let short = try await browser.get("/mails?q=mu")
        #expect(short.status == 400 && short.text.contains("this needs at least 3 characters"))
        #expect(try await browser.get("/mails?q=nobody").text.contains("Nothing is found"))
        let russian = try await api.browser(as: Self.manager, language: "ru").get("/mails")
        #expect(russian.missing(["Письма", "Заказ принят", "сервер отказал"]) == [])
      }
    }
  }

  @Test("a mail's page says how it stands and what it says, and sends it again with a reason")
  func resend() async throws {
    try await withNotifications { bed in
      bed.office.set(Fixture.client, .refuse)
      try await bed.accept(bed.order())
      try await bed.round()
      let id = try await bed.id()
      let page = "/mails/\(id.wire)"
      try await withAPI([bed.desk()]) { api in
        let browser = api.browser(as: Self.manager)
        let shown = try await browser.get(page)
        #expect(
          shown.missing([
            "Mail: Order stands", "failed: refused by the server", "the end of the text", "554",
            "Tidying: Barsik comes on", "Hello Murka,", "then purr, please &lt;3",
            #"href="\#(page)/resend""#,
          ]) == [])
        let asked = try await browser.get("\(page)/resend")
        #expect(asked.missing(["Send this mail again?", "murka@cats.example", "Why"]) == [])
        let empty = try await browser.press("\(page)/resend", [("why", "")])
        #expect(empty.status == 400 && empty.text.contains("Why: please fill this in"))
        bed.office.set(Fixture.client, .take)
        let answers = try await atOnce(5) { _ in
          try await browser.press("\(page)/resend", [("why", "<lost>")], key: "k")
        }
        let next = try await bed.id()
        #expect(next != id)
        #expect(
          answers.allSatisfy {
            $0.status == 303 && $0.headers[.location] == "/mails/\(next.wire)?notice=resent"
          })
        let done = try await browser.get("/mails/\(next.wire)?notice=resent")
        #expect(done.text.contains("The mail goes out again."))
        #expect(try await browser.get("/mails/\(next.wire)?odd=1").status == 400)
        let under = try await browser.press("\(page)/resend", [("why", "too")])
        #expect(under.status == 409 && under.text.contains("It is still on its way"))
        try await bed.round()
        let fresh = try await browser.get("/mails/\(next.wire)")
        #expect(fresh.missing(["Sent again by", "boss", "&lt;lost&gt;"]) == [])
        let former = try await browser.get(page)
        #expect(
          former.missing(["It was sent again since.", #"href="/mails/\#(next.wire)""#]) == [])
        #expect(!former.text.contains("\(page)/resend"))
        let late = try await browser.press("\(page)/resend", [("why", "it never came")])
        #expect(late.status == 409 && late.text.contains("it went out, or somebody"))
        let again = try await browser.get("/mails/\(next.wire)/resend")
        #expect(again.text.contains("Whoever got it gets it twice."))
      }
    }
  }

  @Test("an address is given up and taken back; meanwhile nothing is sent again there")
  func address() async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      try await bed.round()
      let page = "/mails/\(try await bed.id().wire)"
      try await withAPI([bed.desk()]) { api in
        let browser = api.browser(as: Self.manager)
        #expect(try await browser.get("\(page)/suppress").text.contains("class=\"danger\""))
        let given = try await browser.press("\(page)/suppress", [("reason", "she asked")])
        #expect(given.headers[.location] == "\(page)?notice=suppressed")
        let shown = try await browser.get("\(page)?notice=suppressed")
        #expect(shown.missing(["Nobody is written to at this address", "Write to it again"]) == [])
        #expect(!shown.text.contains("/resend\"") && !shown.text.contains("/suppress\""))
        let refused = try await browser.press("\(page)/resend", [("why", "all the same")])
        #expect(refused.status == 409 && refused.text.contains("Undo that first"))
        let listed = try await browser.get("/mails/suppressed")
        #expect(listed.missing(["murka@cats.example", "she asked", "boss"]) == [])
        for _ in 0..<2 {
          let lifted = try await browser.press(
            "/mails/suppressed/lift", [("address", "murka@cats.example")], key: "k")
          #expect(lifted.headers[.location] == "/mails/suppressed?notice=lifted")
        }
        let none = try await browser.get("/mails/suppressed?notice=lifted")
        #expect(none.missing(["Every address is written to", "is written to again"]) == [])
      }
    }
  }

  @Test("what is forgotten after 90 days says so, and offers nothing")
  func forgotten() async throws {
    try await withNotifications { bed in
      try await bed.accept(bed.order())
      try await bed.round()
      let page = "/mails/\(try await bed.id().wire)"
      bed.time.advance(by: 91 * 86_400)
      try await bed.round()
      try await withAPI([bed.desk()]) { api in
        let shown = try await api.browser(as: Self.manager).get(page)
        #expect(shown.status == 200 && shown.text.contains("was forgotten 90 days after its end"))
        #expect(!shown.text.contains("murka@") && !shown.text.contains("/resend\""))
      }
    }
  }

  @Test("there are words for all that a mail can tell, be and come to")
  func words() throws {
    let texts = try MailPages.pages().texts
    let keys =
      MailTemplate.allCases.map { "mail_\($0.rawValue)" }
      + MailState.allCases.map { "state_\($0.rawValue)" }
      + MailCause.allCases.map { "cause_\($0.rawValue)" }
      + Recipient.Kind.allCases.map { "kind_\($0.rawValue)" }
      + SuppressedAddress.Source.allCases.map { "source_\($0.rawValue)" }
    #expect(texts.wordless(keys) == [])
  }
}
