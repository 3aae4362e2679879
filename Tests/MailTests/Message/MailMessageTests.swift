import Contracts
import FoundationEssentials
import Subprocess
import Testing

@testable import Mail

@Suite("A mail's bytes")
struct MailMessageTests {
  @Test("are what Python's `email` reads as it was written, for any Unicode")
  func areReadAsWritten() async throws {
    var texts = AnyText(seed: 13)
    let mails =
      try (0..<500).map { _ in try WrittenMail(&texts) }
      + [
        try WrittenMail(subject: "A cat", from: "Leo", to: "Kit \"the\" \\cat", text: "So.\n"),
        try WrittenMail(
          subject: String(repeating: "x", count: 900), to: String(repeating: "\"", count: 60),
          text: String(repeating: "猫", count: 2_000)),
        try WrittenMail(subject: "e" + String(repeating: "\u{301}", count: 200)),
      ]
    for mail in mails { try expectWellFormed(mail.mail) }
    let complaints = try await complaints(of: mails)
    #expect(complaints == "")
  }

  @Test("have lines of 76, which begin with nothing that means something on the way")
  func linesAreSafe() throws {
    let text = String(repeating: "From . ", count: 100) + "\n.\n..\nFrom here \n\t\n"
    let lines = try WrittenMail(subject: text, text: text).mail.split(separator: 10)
    #expect(lines.allSatisfy { $0.count <= 77 && !$0.starts(with: ".".utf8) })
    // A character that fills a word, which has no room beside the field's name.
    let long = "e" + String(repeating: "\u{301}", count: 21)
    let field = HeaderField("Subject", text: long).bytes.split(separator: 10)
    #expect(field.count == 2 && field.allSatisfy { $0.count <= 77 })
    #expect(lines.filter { $0.starts(with: "From ".utf8) }.isEmpty)
    #expect(lines.filter { $0.dropLast().last == 32 || $0.dropLast().last == 9 }.isEmpty)
  }

  @Test("tear no character: each line and each word can be read alone")
  func charactersStayWhole() throws {
    let text = String(repeating: "👩‍👩‍👧‍👦", count: 30)
    #expect(text.encodedWords(after: 9).allSatisfy { $0.utf8.count <= 75 })
    for word in text.encodedWords(after: 9) {
      let bytes = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      #expect(String(validating: bytes, as: UTF8.self)?.allSatisfy { $0 == "👩‍👩‍👧‍👦" } == true)
    }
    for line in text.quotedPrintable.split(separator: 10) where line.last == 13 {
      let hex = line.dropLast(2).split(separator: UInt8(ascii: "=")).compactMap {
        UInt8(String(decoding: $0, as: UTF8.self), radix: 16)
      }
      #expect(String(validating: hex, as: UTF8.self) != nil)
    }
  }

  @Test("are the same each time, parts told apart by the message's id")
  func areTheSame() throws {
    let mail = try WrittenMail(text: "x", appointment: "BEGIN:VCALENDAR").mail
    #expect(try WrittenMail(text: "x", appointment: "BEGIN:VCALENDAR").mail == mail)
    let text = String(decoding: mail, as: UTF8.self)
    #expect(text.contains("boundary=\"=_mixed_order-1\""))
    #expect(text.contains("Auto-Submitted: auto-generated\r\n"))
  }

  private func expectWellFormed(_ mail: Data) throws {
    let bytes = Array(mail)
    for (index, byte) in bytes.enumerated() {
      if byte == 10 { try #require(index > 0 && bytes[index - 1] == 13) }
      if byte == 13 { try #require(index + 1 < bytes.count && bytes[index + 1] == 10) }
    }
    try #require(bytes.allSatisfy { $0 < 0x80 } && bytes.suffix(2) == [13, 10])
    try #require(bytes.split(separator: 10).allSatisfy { $0.count <= 77 })
  }

  /// What Python finds wrong, and what it says when it fails.
  private func complaints(of mails: [WrittenMail]) async throws -> String {
    let json = try JSONEncoder().encode(mails)
    let result = try await run(
      .name("python3"), arguments: [Peer.script("parse.py")],
      input: .string(String(decoding: json, as: UTF8.self)),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
    return result.standardOutput + result.standardError
  }
}

@Suite("An address")
struct MailAddressTests {
  @Test(
    "is taken as the forms take it, and written so that it ends nothing",
    arguments: [
      ("leo@mcf.example", "leo@mcf.example"), ("o'leo+1@mcf.example", "o'leo+1@mcf.example"),
      ("leo.@mcf.example", "\"leo.\"@mcf.example"), ("кот@пример.рф", "кот@пример.рф"),
    ])
  func isWritten(typed: String, written: String) throws {
    let address = try #require(MailAddress(typed))
    #expect(HeaderField("To", Mailbox(address)).bytes == Array("To: \(written)\r\n".utf8))
  }

  @Test(
    "that could end a line, an address or a command is none",
    arguments: [
      "", "@", "leo", "leo@", "@mcf.example", "a@b@c", "leo@mcf.example\r\nRCPT TO:<x@y>",
      "leo@mcf\r.example", "l eo@mcf.example", "leo>@mcf.example", "leo@mcf.example>", "\"@x.y",
      "l\u{0}@x.y", "leo\u{2028}@x.y", "l\u{202E}eo@x.y", "leo@\u{301}x.y@z",
      String(repeating: "x", count: 65) + "@mcf.example",
      "leo@" + String(repeating: "x", count: 251),
    ])
  func isRefused(text: String) { #expect(MailAddress(text) == nil) }

  @Test(
    "a domain and an id are of letters, digits and hyphens",
    arguments: ["", "a..b", "-a.example", "a-.example", "a b", "a\r\nb", "ä.example", "a_b", "x>"])
  func domainsAndIDs(text: String) throws {
    #expect(MailDomain(text) == nil)
    #expect(MessageID(text + "_", at: try #require(MailDomain("mcf.example"))) == nil)
  }
}
