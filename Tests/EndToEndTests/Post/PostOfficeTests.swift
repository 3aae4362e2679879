import AsyncHTTPClient
import Contracts
import FoundationEssentials
import Mail
import NIOCore
import NIOHTTP1
import ServiceKit
import TestSupport
import Testing

@testable import mcf

/// The post office as our own client of SMTP and a browser meet it, over sockets.
@Suite("Post office", .timeLimit(.minutes(5))) struct PostOfficeTests {
  @Test("what our own client hands over is there, byte by byte, the next one too")
  func handsOver() async throws {
    try await withPost { bed in
      let mails = try (1...3).map { try message(text: "\($0)\n.\n", html: "<p>\($0)</p>") }
      try await bed.client.withConnection { connection in
        for mail in mails {
          let receipt = try await connection.send(try bed.outgoing(mail.bytes())) {}
          #expect("\(receipt)" == "250 2.0.0")
        }
      }
      #expect(bed.office.box.mails.map(\.submission.bytes) == mails.map { $0.bytes() })
      #expect(
        bed.office.box.mails.map(\.submission.sender.text)
          == Array(
            repeating: "post@mcf.example", count: 3))
    }
  }

  @Test(
    "it listens on loopback and nowhere else", arguments: ["0.0.0.0", "192.0.2.1", "mx.example"])
  func loopbackOnly(host: String) {
    #expect(throws: Failure.self) { try PostOffice(host: host, port: 1, logger: .silent) }
  }

  @Test(
    "a site whose name was made to lead here reads nothing and changes nothing",
    arguments: ["", "/mails", "/stream", "/behaviour", "/mails/1/source"])
  func ownHost(path: String) async throws {
    try await withPost { bed in
      try await bed.send("Secret.\r\n")
      for host in ["evil.example", "evil.example:80", "localhost"] {
        for method in [HTTPMethod.GET, .PATCH] {
          let answer = try await bed.browse(path, method, "{}", headers: ["Host": host])
          #expect(answer.status == .misdirectedRequest && !answer.body.contains("Secret"))
        }
      }
    }
  }

  @Test("an address that is not ASCII is taken, since SMTPUTF8 is offered")
  func unicode() async throws {
    try await withPost { bed in
      try await bed.send("x\r\n", to: "кот@пример.рф")
      #expect(bed.office.box.mail(1)?.submission.recipients == ["кот@пример.рф"])
    }
  }

  @Test("an address that nobody has, and whoever is refused for now, can be told from one another")
  func refusals() async throws {
    try await withPost(PostBehaviour(unknown: ["leo@mcf.example"])) { bed in
      let unknown = await bed.failure { try await bed.send("x\r\n", to: "leo@mcf.example") }
      #expect(unknown?.description == "rcpt: refused with 550 5.1.1")
      try await bed.send("x\r\n")
      bed.behave { $0.failureRate = 1 }
      for _ in 0..<20 {
        let busy = await bed.failure { try await bed.send("x\r\n") }
        #expect(busy?.reply?.code == 451 && busy?.mayHaveArrived == false)
        #expect(busy?.connectionGoesOn == true)
      }
      #expect(bed.office.box.newest == 1)
    }
  }

  @Test(
    "it hangs, drops and loses, and whether the mail has come is what our client says may be",
    arguments: [
      (PostBehaviour(hangBeforeDotRate: 1), SMTPPhase.data, 0),
      (PostBehaviour(hangAfterDotRate: 1), .dot, 1),
      (PostBehaviour(dropAfterDotRate: 1), .dot, 1), (PostBehaviour(lostRate: 1), .dot, 0),
    ])
  func unclear(behaviour: PostBehaviour, phase: SMTPPhase, kept: Int) async throws {
    try await withPost(behaviour) { bed in
      let failure = await bed.failure {
        try await bed.send(Array("x\r\n".utf8), by: bed.impatient)
      }
      #expect(failure?.phase == phase && failure?.mayHaveArrived == (phase == .dot))
      #expect(bed.office.box.newest == kept)
      bed.behave { $0 = PostBehaviour() }
      try await bed.send("x\r\n")
      #expect(bed.office.box.newest == kept + 1)
    }
  }

  @Test("an answer that takes its time comes, and nobody is kept from stopping")
  func slow() async throws {
    try await withPost(PostBehaviour(delaySeconds: 0.2)) { bed in
      let start = ContinuousClock.now
      try await bed.send("x\r\n")
      #expect(ContinuousClock.now - start >= .milliseconds(200))
      bed.behave { $0.delaySeconds = 3_600 }
      Task { try? await bed.send("x\r\n") }
      try await eventually("the second one is there") { bed.office.box.newest == 2 }
    }
  }

  @Test("its behaviour is told and changed, and what is none is refused with every mistake")
  func behaviour() async throws {
    try await withPost { bed in
      let sent = #"{"unknown": ["a@b"], "lost_rate": 1, "delay_seconds": 2.5}"#
      #expect(try await bed.browse("/behaviour", .PATCH, sent).status == .ok)
      #expect(
        bed.office.behaviour
          == PostBehaviour(delaySeconds: 2.5, unknown: ["a@b"], lostRate: 1))
      let wrong = try await bed.browse("/behaviour", .PATCH, #"{"lost_rate": 2, "unknown": "a"}"#)
      #expect(wrong.status == .badRequest)
      #expect(wrong.body.contains("/lost_rate") && wrong.body.contains("/unknown"))
      #expect(try await bed.browse("/behaviour", .PATCH, #"{"unknown": []}"#).status == .ok)
      #expect(try await bed.browse("/behaviour").body.contains(#""unknown":[]"#))
    }
  }

  @Test("programs read who got what, from where they know it")
  func json() async throws {
    try await withPost { bed in
      let mail = try message(
        subject: "Лео", text: "Hi\n", html: "<p>Hi</p>", calendar: "BEGIN:VCALENDAR")
      try await bed.send(mail.bytes())
      for _ in 0..<2 { try await bed.send("Subject: x\r\n\r\nx\r\n", to: "tom@example.com") }
      let all = try await bed.mails()
      #expect(
        all.map { $0["to"]?.array?.first?.string } == [
          "kitty@example.com", "tom@example.com", "tom@example.com",
        ])
      #expect(all[0]["from"]?.string == "post@mcf.example")
      #expect(all[0]["subject"]?.string == "Лео" && all[0]["text"]?.string == "Hi\r\n")
      #expect(all[0]["message_id"]?.string == "<abc@mcf.example>")
      #expect(all[0]["files"] == ["appointment.ics"])
      #expect(all[0]["raw"]?.string == String(decoding: mail.bytes(), as: UTF8.self))
      #expect(try await bed.mails("?to=tom%40example.com").count == 2)
      #expect(try await bed.mails("?cursor=2").map { $0["number"] } == [3])
      let first = try await bed.browse("/mails?limit=2").body
      #expect(first.hasSuffix(#""next_cursor":"2"}"#))
      #expect(try await bed.browse("/mails?limit=0").status == .badRequest)
    }
  }

  // MARK: pages

  @Test("the inbox shows the newest first, whole or of an address, in the reader's language")
  func inbox() async throws {
    try await withPost { bed in
      #expect(try await bed.browse("").body.contains("No mail is here."))
      for number in 1...60 {
        let recipient = number % 2 == 0 ? "kitty@example.com" : "tom@example.com"
        try await bed.send("Subject: mail \(number)\r\n\r\nx\r\n", to: recipient)
      }
      let page = try await bed.browse("")
      #expect(page.status == .ok && page.subjects == (11...60).reversed().map { "mail \($0)" })
      #expect(page.body.contains("60 mails. None of them has left this machine."))
      let later = try #require(page.body.firstMatch(of: #/id="later"[^>]*href="\/post([^"]*)"/#)?.1)
      #expect(
        try await bed.browse(String(later)).subjects == (1...10).reversed().map { "mail \($0)" })
      let kitty = try await bed.browse("?q=KITTY")
      #expect(kitty.subjects == (1...30).reversed().map { "mail \(2 * $0)" })
      #expect(try await bed.browse("?q=nobody").subjects == [])
      let russian = try await bed.browse("", headers: ["Accept-Language": "ru"])
      #expect(russian.body.contains("60 писем.") && russian.body.contains(#"lang="ru""#))
    }
  }

  @Test("a mail has a page with its text, its files and its source")
  func page() async throws {
    try await withPost { bed in
      let mail = try message(
        subject: "Leo comes at 14:00", text: "See http://127.0.0.1:1/orders.\n", html: "<b>Leo</b>",
        calendar: "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
      try await bed.send(mail.bytes())
      let page = try await bed.browse("/mails/1")
      for part in [
        "<h1>Leo comes at 14:00</h1>", #"<iframe class="letter" sandbox title="#,
        #"src="/post/mails/1/html""#, #"href="/post?q=kitty%40example.com""#,
        #"<a href="http://127.0.0.1:1/orders" rel="noreferrer">"#, "&lt;abc@mcf.example&gt;",
        #"href="/post/mails/1/files/0" download>appointment.ics"#, "<details>",
      ] { #expect(page.body.contains(part), "\(part)") }
      #expect(
        page.headers.first(name: "content-security-policy")?.contains("frame-src 'self'") == true)
      let file = try await bed.browse("/mails/1/files/0")
      #expect(file.body == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
      #expect(file.headers.first(name: "content-type") == "text/calendar; charset=utf-8")
      #expect(
        file.headers.first(name: "content-disposition")
          == #"attachment; filename="appointment.ics""#)
      let source = try await bed.browse("/mails/1/source")
      #expect(source.body == String(decoding: mail.bytes(), as: UTF8.self))
      for missing in ["/mails/2", "/mails/x", "/mails/1/files/1", "/mails/1/files/-1"] {
        #expect(try await bed.browse(missing).status == .notFound, "\(missing)")
      }
    }
  }

  @Test("what cannot be read is shown as its source")
  func unreadable() async throws {
    try await withPost { bed in
      try await bed.send("Content-Type: text/plain; charset=koi8-r\r\n\r\nabc & d\r\n")
      let page = try await bed.browse("/mails/1").body
      #expect(page.contains("cannot be shown as text") && page.contains("<details open>"))
      #expect(page.contains("abc &amp; d") && !page.contains("<iframe"))
      #expect(page.contains("<h1>(no subject)</h1>"))
      #expect(try await bed.browse("/mails/1/html").status == .notFound)
    }
  }

  @Test("nothing of a mail runs, is fetched or breaks out, wherever it is shown")
  func harmless() async throws {
    let evil = "</iframe><script>alert(1)</script><img src=http://evil.example/x onerror=alert(1)>"
    try await withPost { bed in
      let mail = try message(
        subject: evil, name: evil, text: evil,
        html: evil + "<LINK rel=preconnect href=//evil.example>", calendar: evil)
      try await bed.send(mail.bytes())
      for path in ["", "/mails/1", "?q=%3Cscript%3E"] {
        let page = try await bed.browse(path)
        #expect(page.status == .ok && !page.body.contains("<script>"), "\(path)")
        #expect(!page.body.contains("<img src=http") && !page.body.contains("</iframe><script"))
        #expect(page.policy.contains("script-src 'self'") && page.policy.contains("img-src 'self'"))
      }
      for path in ["/mails/1/html", "/mails/1/source", "/mails/1/files/0"] {
        let answer = try await bed.browse(path)
        #expect(answer.status == .ok && answer.policy.hasPrefix("sandbox; default-src 'none'; "))
        #expect(answer.headers.first(name: "x-content-type-options") == "nosniff")
        #expect(!answer.policy.contains("allow-"))
      }
      // What is only hinted at, or framed, is connected to before any policy is asked.
      #expect(try await bed.browse("/mails/1/html").body.contains("<no-LINK rel=preconnect"))
      #expect(try await bed.browse("/mails/1/html").body.contains("</iframe><script>"))
      #expect(
        try await bed.browse("/mails/1/source").headers.first(name: "content-type")
          == "text/plain; charset=utf-8")
    }
  }

  @Test("who follows is sent each mail as a row, from where it knows the inbox")
  func live() async throws {
    try await withPost { bed in
      try await bed.send("Subject: before\r\n\r\nx\r\n")
      let page = try await bed.browse("")
      let stream = String(
        try #require(page.body.firstMatch(of: #/data-stream="([^"]*)"/#)?.1))
      #expect(stream == "/post/stream?since=1")
      try await bed.send("Subject: between\r\n\r\nx\r\n")
      try await bed.follow(stream) { heard in
        try await eventually("what came between") { heard().contains(">between</a>") }
        try await bed.send("Subject: after\r\n\r\nx\r\n")
        try await eventually("what came after") { heard().contains(">after</a>") }
        #expect(heard().contains("event: region") && heard().contains("id: 3\n"))
        #expect(heard().contains("data-version=\"1\"") && !heard().contains(">before</a>"))
      }
      try await bed.follow("/post/stream?q=tom&since=3") { heard in
        try await bed.send("Subject: hers\r\n\r\nx\r\n")
        try await bed.send("Subject: his\r\n\r\nx\r\n", to: "tom@example.com")
        try await eventually("his") { heard().contains(">his</a>") }
        #expect(!heard().contains(">hers</a>"))
      }
    }
  }
}
