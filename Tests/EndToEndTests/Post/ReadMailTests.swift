import Contracts
import FoundationEssentials
import Testing

@testable import Mail
@testable import mcf

@Suite("A mail as people read it")
struct ReadMailTests {
  @Test("what our own writer has written is read as it was, with its calendar")
  func ours() throws {
    let mail = try message(
      subject: "Лео придёт в 14:00, \"точно\"", name: "Лео, кот",
      text: "Hello =\n.\nFrom here\n\nСправа  \nhttps://mcf.example/?a=b\n",
      html: "<p>Привет & \u{1F408}</p>\n", calendar: "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    let read = ReadMail(mail.bytes())
    #expect(read.subject == "Лео придёт в 14:00, \"точно\"")
    #expect(read.from == "Лео, кот <post@mcf.example>" && read.to == "kitty@example.com")
    #expect(read.messageID == "<abc@mcf.example>" && read.date.hasSuffix("+0000"))
    #expect(
      read.text?.replacing("\r\n", with: "\n")
        == "Hello =\n.\nFrom here\n\nСправа  \nhttps://mcf.example/?a=b\n")
    #expect(read.html == "<p>Привет & \u{1F408}</p>\r\n")
    #expect(read.files.map(\.name) == ["appointment.ics"] && read.files[0].isCalendar)
    #expect(
      String(decoding: read.files[0].contents, as: UTF8.self)
        == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
  }

  @Test("whatever text our own writer writes comes back")
  func anyText() throws {
    var chance = SplitMix64(seed: 7)
    for _ in 0..<200 {
      let text = Self.text(&chance)
      let subject = Self.text(&chance).filter { !"\n\t".contains($0) }
      let read = ReadMail(try message(subject: subject, text: text, html: text).bytes())
      let lines = text.replacing("\n", with: "\r\n")
      #expect(read.text.map { ExactText($0) } == ExactText(lines))
      #expect(read.html.map { ExactText($0) } == ExactText(lines))
      #expect(ExactText(read.subject) == ExactText(subject))
    }
  }

  /// Of characters that are hard to carry.
  private static func text(_ chance: inout SplitMix64) -> String {
    let pieces = [
      "a", " ", "\n", "\t", ".", "=", "=?", "?=", "From ", "ж", "\u{301}", "\u{1F408}", "\"", "_",
      String(repeating: "x", count: 90), "&", "<",
    ]
    return (0..<(chance.next() % 40)).map { _ in
      pieces[Int(chance.next() % UInt64(pieces.count))]
    }.joined()
  }

  @Test(
    "what it cannot read it leaves alone",
    arguments: [
      "", "\r\n", "no header", "Subject", "Content-Type: multipart/mixed\r\n\r\nx",
      "Content-Type: multipart/mixed; boundary=b\r\n\r\nnothing",
      "Content-Type: text/plain; charset=koi8-r\r\n\r\n\u{c1}",
      "Content-Transfer-Encoding: x-own\r\n\r\nx", "Content-Transfer-Encoding: base64\r\n\r\n!",
      "Content-Transfer-Encoding: quoted-printable\r\n\r\n=G1",
      "Content-Type: application/pdf\r\n\r\n%PDF",
    ])
  func unreadable(mail: String) {
    let read = ReadMail(Array(mail.utf8))
    let isPlain = !mail.contains("Content-")
    #expect(read.text == (isPlain ? read.text : nil) && read.html == nil)
    #expect(read.subject == "")
  }

  @Test("parts within parts are read as deep as mails go, and end")
  func nested() {
    var mail = "Content-Type: text/plain\r\n\r\nin the middle\r\n"
    func wrap(_ levels: Range<Int>) {
      for level in levels {
        mail =
          "Content-Type: multipart/mixed; boundary=\"b\(level).\"\r\n\r\n--b\(level).\r\n\(mail)"
          + "\r\n--b\(level).--\r\n"
      }
    }
    wrap(0..<4)
    #expect(ReadMail(Array(mail.utf8)).text == "in the middle\r\n")
    wrap(4..<40)
    #expect(ReadMail(Array(mail.utf8)).text == nil)
  }

  @Test("a header's words are decoded, and what they hide is a blank")
  func words() {
    let header = MailHeader(
      Array(
        ("Subject: =?utf-8?B?0JvQtdC+?=\r\n =?UTF-8?q?_=E2=9C=93?= and\r\n\tmore\r\n"
          + "X-Evil: =?utf-8?B?eA0KQmNjOiBldmlsQHg=?=\r\nX-Odd: =?koi8-r?B?wQ==?= =?utf-8?B?!?=\r\n")
          .utf8)[...])
    #expect(header.text("subject") == "Лео ✓ and more")
    #expect(header.text("x-evil") == "x  Bcc: evil@x" && header.text("bcc") == nil)
    #expect(header.text("x-odd") == "=?koi8-r?B?wQ==?= =?utf-8?B?!?=")
  }

  @Test(
    "a file's name holds nothing that ends a header, leads elsewhere or hides",
    arguments: [
      ("appointment.ics", "appointment.ics"), ("../../etc/passwd", "etcpasswd"),
      ("a\\\"; x.exe", "a"), (".hidden", "hidden"), ("кот.ics", "ics"), ("", "file"),
    ])
  func fileNames(said: String, name: String) {
    let mail =
      "Content-Type: application/x-thing\r\nContent-Disposition: attachment; "
      + "filename=\"\(said)\"\r\n\r\nx"
    #expect(ReadMail(Array(mail.utf8)).files.map(\.name) == [name])
  }

  @Test("addresses of the web in a text become links, and nothing else does")
  func links() {
    #expect(
      TextPiece.pieces(of: "See https://mcf.example/orders?a=b. Or (http://x/y)!\nBye") == [
        TextPiece(text: "See ", link: "https://mcf.example/orders?a=b"),
        TextPiece(text: ". Or (", link: "http://x/y"), TextPiece(text: ")!\nBye", link: nil),
      ])
    for text in ["javascript:alert(1)", "https://", "ftp://x/", "data:text/html,x"] {
      #expect(TextPiece.pieces(of: text) == [TextPiece(text: text, link: nil)])
    }
    #expect(TextPiece.pieces(of: "") == [])
  }
}

/// A mail as our services write it.
func message(
  subject: String = "Leo comes", name: String = "", text: String, html: String,
  calendar: String? = nil
) throws -> MailMessage {
  let domain = try #require(MailDomain("mcf.example"))
  return MailMessage(
    id: try #require(MessageID("abc", at: domain)), date: Date(timeIntervalSince1970: 0),
    from: Mailbox(name: name, try #require(MailAddress("post@mcf.example"))),
    to: Mailbox(try #require(MailAddress("kitty@example.com"))), subject: subject, text: text,
    html: html, appointment: calendar.map { .init(.publish, text: $0) })
}
